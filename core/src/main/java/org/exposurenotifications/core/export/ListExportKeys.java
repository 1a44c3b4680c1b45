// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.config.ConfigurationStore;
import org.exposurenotifications.ports.config.SignatureInfo;
import org.exposurenotifications.ports.keys.SigningKeys;

/**
 * Tells which public keys verify export files, newest registered first: of all registered signers,
 * also those that sign no more or not yet. A key that the platform does not have is left out.
 */
public final class ListExportKeys {
  private static final Base64.Encoder PEM_LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private final ConfigurationStore configuration;
  private final SigningKeys keys;

  @Inject
  public ListExportKeys(ConfigurationStore configuration, SigningKeys keys) {
    this.configuration = configuration;
    this.keys = keys;
  }

  public List<PublishedKey> list() {
    return configuration.load().signatureInfos().stream().flatMap(this::published).toList();
  }

  private Stream<PublishedKey> published(SignatureInfo info) {
    return keys.find(info.signingKey()).stream()
        .map(key -> pem(key.publicKey()))
        .map(pem ->
            new PublishedKey(info.keyId(), info.keyVersion(), info.from(), info.thru(), pem));
  }

  private static String pem(Bytes publicKey) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + PEM_LINES.encodeToString(publicKey.toByteArray())
        + "\n-----END PUBLIC KEY-----\n";
  }

  /**
   * @param pem SubjectPublicKeyInfo with its markers, lines ended by LF
   */
  public record PublishedKey(
      String keyId,
      String keyVersion,
      Optional<Instant> from,
      Optional<Instant> thru,
      String pem) {}
}
