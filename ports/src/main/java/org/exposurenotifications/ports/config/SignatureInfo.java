// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.config;

import java.time.Instant;
import java.util.Optional;

/**
 * Who signs export files, and under which name devices know the key.
 *
 * @param id our own name for it; unique, not blank
 * @param signingKey the platform's name of one version of a key
 * @param keyId published, usually the mobile country code; letters, digits and underscore, or empty
 * @param keyVersion published; likewise
 * @param from signs from this instant on; at once if absent
 * @param thru signs no more after this instant
 */
public record SignatureInfo(
    String id,
    String signingKey,
    String keyId,
    String keyVersion,
    Optional<Instant> from,
    Optional<Instant> thru) {
  public SignatureInfo {
    Checks.notBlank("id", id);
    Checks.notBlank("signingKey", signingKey);
    if (!keyId.matches("[A-Za-z0-9_]*") || !keyVersion.matches("[A-Za-z0-9_]*")) {
      throw new IllegalArgumentException(
          "keyId and keyVersion take letters, digits and underscore only");
    }
  }

  /** Valid up to and including {@code thru} (export-and-operations.md 5.3). */
  public boolean isValidAt(Instant instant) {
    return from.map(start -> !start.isAfter(instant)).orElse(true)
        && thru.map(end -> !end.isBefore(instant)).orElse(true);
  }
}
