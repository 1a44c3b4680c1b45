// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.token;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/** Makes entries of tokens. */
final class Teks {
  private Teks() {}

  static TemporaryExposureKey key(int fill) {
    return of(fill, 2_991_600, 144).key();
  }

  /** Stored. */
  static TokenEntry of(int fill, int start, int period) {
    byte[] data = new byte[TemporaryExposureKey.LENGTH];
    Arrays.fill(data, (byte) fill);
    return new TokenEntry(
        new TemporaryExposureKey(Bytes.of(data), new IntervalNumber(start), period), true);
  }

  /** Starts and periods from all of their ranges; the first ones stored, the others mentioned. */
  static List<TokenEntry> random(RandomGenerator random, int count) {
    int stored = random.nextInt(count + 1);
    return IntStream.range(0, count)
        .mapToObj(number -> {
          byte[] data = new byte[TemporaryExposureKey.LENGTH];
          random.nextBytes(data);
          int start = random.nextInt(Integer.MAX_VALUE) >>> random.nextInt(31);
          return new TokenEntry(
              new TemporaryExposureKey(
                  Bytes.of(data), new IntervalNumber(start), 1 + random.nextInt(144)),
              number < stored);
        })
        .toList();
  }
}
