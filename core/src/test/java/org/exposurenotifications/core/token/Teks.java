// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.token;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/** Makes keys. */
final class Teks {
  private Teks() {}

  static TemporaryExposureKey of(int fill, int start, int period) {
    byte[] data = new byte[TemporaryExposureKey.LENGTH];
    Arrays.fill(data, (byte) fill);
    return new TemporaryExposureKey(Bytes.of(data), new IntervalNumber(start), period);
  }

  /** Starts and periods from all of their ranges, short and long ones alike. */
  static List<TemporaryExposureKey> random(RandomGenerator random, int count) {
    return Stream.generate(
            () -> {
              byte[] data = new byte[TemporaryExposureKey.LENGTH];
              random.nextBytes(data);
              int start = random.nextInt(Integer.MAX_VALUE) >>> random.nextInt(31);
              return new TemporaryExposureKey(
                  Bytes.of(data), new IntervalNumber(start), 1 + random.nextInt(144));
            })
        .limit(count)
        .toList();
  }
}
