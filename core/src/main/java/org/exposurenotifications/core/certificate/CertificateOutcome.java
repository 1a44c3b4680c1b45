// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import java.util.Locale;
import java.util.OptionalLong;
import org.exposurenotifications.ports.exposure.ReportType;

/** What became of a certificate (publish.md 4.2). */
public sealed interface CertificateOutcome {
  /**
   * The authority vouches for these keys.
   *
   * @param issuer a registered authority that the app allows
   * @param symptomOnsetInterval 0 to 4,294,967,295; absent if the certificate names none
   */
  record Verified(String issuer, ReportType reportType, OptionalLong symptomOnsetInterval)
      implements CertificateOutcome {}

  /**
   * It does not count.
   *
   * @param reason the first fault, in the order of checks
   */
  record Refused(Reason reason) implements CertificateOutcome {}

  /** In the order in which they are looked for. */
  enum Reason {
    /** Not three segments, not base64url, not JSON, or a claim of a wrong type. */
    MALFORMED,
    /** Any but ES256. */
    ALGORITHM,
    /** No key id in the header. */
    KEY_ID,
    /** Not registered. */
    ISSUER,
    /** Not the authority's. */
    AUDIENCE,
    /** No key of that version is valid now. */
    NO_ACTIVE_KEY,
    NOT_YET_VALID,
    EXPIRED,
    SIGNATURE,
    /** The app does not list the authority. */
    AUTHORITY_NOT_ALLOWED,
    /** Missing or unknown. */
    REPORT_TYPE,
    /** The MAC claim is not base64. */
    TEKMAC,
    /** The MAC's secret is not base64. */
    HMAC_KEY,
    /** The MAC is over other keys, or made with another secret. */
    HMAC_MISMATCH;

    /** As a word for people and metrics, such as {@code not-yet-valid}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
