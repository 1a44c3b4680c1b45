// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.Diagnosis;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.Region;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/** What phones upload: a key for each of the last days, of one report type and one onset. */
record PhoneUploads(Random random) {
  List<Exposure> upload(Instant window, boolean traveler, NavigableSet<Region> regions) {
    ReportType type = random.nextInt(4) == 0 ? ReportType.LIKELY : ReportType.CONFIRMED;
    // many name no onset, and the server assumes four days
    int onset = random.nextInt(3) == 0 ? 4 : random.nextInt(11);
    int days = random.nextInt(3) == 0 ? 1 + random.nextInt(14) : 14;
    return IntStream.rangeClosed(1, days)
        .mapToObj(age -> {
          byte[] keyData = new byte[TemporaryExposureKey.LENGTH];
          random.nextBytes(keyData);
          int today = IntervalNumber.at(window).value() / IntervalNumber.PER_DAY;
          return new Exposure(
              new TemporaryExposureKey(
                  Bytes.of(keyData),
                  new IntervalNumber((today - age) * IntervalNumber.PER_DAY),
                  IntervalNumber.PER_DAY),
              new Diagnosis(
                  Optional.of(type),
                  type == ReportType.LIKELY ? 4 : 2,
                  OptionalInt.of(onset - age)),
              regions,
              traveler,
              Optional.of("authority"),
              window);
        })
        .toList();
  }
}
