// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.exposurenotifications.core.certificate.CertificateOutcome.Reason;

/**
 * What a certificate says, type-checked only (publish.md 4.1).
 *
 * @param expiresAt seconds since 1970, as the other times
 */
record Claims(
    Optional<String> issuer,
    Optional<String> audience,
    OptionalLong expiresAt,
    OptionalLong issuedAt,
    OptionalLong notBefore,
    Optional<String> reportType,
    OptionalLong symptomOnsetInterval,
    Optional<String> tekMac) {
  private static final long MAX_UINT32 = 0xFFFF_FFFFL;

  /**
   * @throws IOException if a claim has a wrong type
   */
  static Claims of(JsonMembers members) throws IOException {
    OptionalLong onset = members.whole("symptomOnsetInterval");
    if (onset.isPresent() && (onset.getAsLong() < 0 || onset.getAsLong() > MAX_UINT32)) {
      throw new IOException("symptomOnsetInterval is out of its range");
    }
    return new Claims(
        members.text("iss"),
        members.text("aud"),
        members.whole("exp"),
        members.whole("iat"),
        members.whole("nbf"),
        members.text("reportType"),
        onset,
        members.text("tekmac"));
  }

  /** Times have no leeway; a time still to come is named first (publish.md 4.2). */
  Optional<Reason> timeFault(Instant now) {
    long second = now.getEpochSecond();
    if (issuedAt.orElse(second) > second || notBefore.orElse(second) > second) {
      return Optional.of(Reason.NOT_YET_VALID);
    }
    return expiresAt.orElse(second) < second ? Optional.of(Reason.EXPIRED) : Optional.empty();
  }

  /** Claims do not belong into logs. */
  @Override
  public String toString() {
    return "Claims[redacted]";
  }
}
