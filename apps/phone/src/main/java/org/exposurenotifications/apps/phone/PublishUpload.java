// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.util.List;
import java.util.Optional;
import org.exposurenotifications.core.certificate.KeyText;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/**
 * What a phone uploads (publish.md 2.1).
 *
 * @param keys as they are to be sent, valid or not
 * @param healthAuthorityId which app it is
 * @param verificationPayload the certificate
 * @param hmacKey what the certificate's MAC was made with; 16 bytes or more
 * @param symptomOnset absent if unknown
 * @param revisionToken of the answer before, if there was one
 */
public record PublishUpload(
    List<KeyText> keys,
    String healthAuthorityId,
    String verificationPayload,
    Bytes hmacKey,
    Optional<IntervalNumber> symptomOnset,
    boolean traveler,
    Optional<String> revisionToken) {
  public PublishUpload {
    keys = List.copyOf(keys);
  }

  /**
   * Writes keys as phones send them.
   *
   * @param transmissionRisk the same for all, 0 to 8
   */
  public static List<KeyText> texts(List<TemporaryExposureKey> keys, int transmissionRisk) {
    return keys.stream()
        .map(key ->
            new KeyText(
                key.keyData().base64(),
                key.rollingStart().value(),
                key.rollingPeriod(),
                transmissionRisk))
        .toList();
  }

  /** Certificates and key bytes do not belong into logs. */
  @Override
  public String toString() {
    return "PublishUpload[redacted]";
  }
}
