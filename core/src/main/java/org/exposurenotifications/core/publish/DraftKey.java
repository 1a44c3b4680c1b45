// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.time.Instant;
import java.util.Optional;
import org.exposurenotifications.core.certificate.TolerantBase64;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/**
 * A key on its way through the rules: anything may still be wrong with it.
 *
 * @param data empty if it could not be decoded
 * @param createdAt beginning of the publish window that it will belong to
 * @param daysSinceOnset from the day of symptom onset to the day of the key
 */
record DraftKey(
    Optional<Bytes> data,
    long rollingStart,
    long rollingPeriod,
    long transmissionRisk,
    Instant createdAt,
    long daysSinceOnset) {
  static DraftKey of(ClientKey key, Arrival arrival) {
    return new DraftKey(
        TolerantBase64.decode(key.key()),
        key.rollingStartNumber(),
        key.rollingPeriod(),
        key.transmissionRisk(),
        arrival.currentWindow(),
        0);
  }

  /** The first interval after its use. */
  long end() {
    return rollingStart + rollingPeriod;
  }

  DraftKey withCreatedAt(Instant value) {
    return new DraftKey(data, rollingStart, rollingPeriod, transmissionRisk, value, daysSinceOnset);
  }

  DraftKey withTransmissionRisk(int value) {
    return new DraftKey(data, rollingStart, rollingPeriod, value, createdAt, daysSinceOnset);
  }

  DraftKey withDaysSinceOnset(long value) {
    return new DraftKey(data, rollingStart, rollingPeriod, transmissionRisk, createdAt, value);
  }

  /** The validated key, once no rule dropped it. */
  TemporaryExposureKey key() {
    return new TemporaryExposureKey(
        data.orElseThrow(),
        new IntervalNumber(Math.toIntExact(rollingStart)),
        Math.toIntExact(rollingPeriod));
  }
}
