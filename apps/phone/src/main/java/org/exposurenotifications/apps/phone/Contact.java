// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A sighting of a known key, its metadata opened.
 *
 * @param attenuation in dB, 0 or more
 */
record Contact(
    Instant time, Optional<Instant> previousScan, int attenuation, int calibrationConfidence) {
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final Duration UNKNOWN_PAUSE = Duration.ofMinutes(2);

  /** Empty if the metadata cannot be this key's. */
  static Optional<Contact> of(Sighting sighting, KeySchedule schedule) {
    return Metadata.decode(schedule.crypt(sighting.identifier(), sighting.metadata()))
        .map(metadata ->
            new Contact(
                sighting.time(),
                sighting.previousScan(),
                Math.max(metadata.txPower() - sighting.rssi(), 0),
                metadata.confidence()));
  }

  Duration sinceLastScan() {
    Duration pause =
        previousScan
            .map(previous -> Duration.ofMinutes(Duration.between(previous, time).toMinutes()))
            .orElse(UNKNOWN_PAUSE);
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
