// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.exposurenotifications.core.exportfile.Signer;
import org.exposurenotifications.core.job.JobFailure;
import org.exposurenotifications.ports.config.ConfigurationStore;
import org.exposurenotifications.ports.config.SignatureInfo;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.keys.SigningKey;
import org.exposurenotifications.ports.keys.SigningKeys;

/** Finds who signs the files of a batch (export-and-operations.md 5.3, 6.3). */
final class FindSigners {
  private final ConfigurationStore configuration;
  private final SigningKeys keys;

  @Inject
  FindSigners(ConfigurationStore configuration, SigningKeys keys) {
    this.configuration = configuration;
    this.keys = keys;
  }

  /**
   * @param now when signers have to be valid: a late batch leaves out one that expired meanwhile
   * @return newest registered first; at least one
   * @throws JobFailure if there is none, because devices refuse unsigned files; or if a key is
   *     missing
   */
  List<Signer> of(Batch batch, Instant now) {
    List<Signer> signers =
        configuration.load().signatureInfos().stream()
            .filter(info -> batch.signatureInfos().contains(info.id()) && info.isValidAt(now))
            .map(this::signer)
            .toList();
    if (signers.isEmpty()) {
      throw new JobFailure(
          "none of its signers "
              + batch.signatureInfos()
              + " is registered and valid now; files without a signature are not published");
    }
    return signers;
  }

  private Signer signer(SignatureInfo info) {
    SigningKey key =
        keys.find(info.signingKey())
            .orElseThrow(() ->
                new JobFailure(
                    "there is no signing key '%s', which signer '%s' uses"
                        .formatted(info.signingKey(), info.id())));
    return new Signer(info.keyId(), info.keyVersion(), key);
  }
}
