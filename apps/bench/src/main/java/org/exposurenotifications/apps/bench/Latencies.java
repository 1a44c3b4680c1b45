// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.util.Arrays;

/** Times in nanoseconds, collected cheaply. Not thread-safe. */
final class Latencies {
  private long[] nanos = new long[1024];
  private int count;

  void add(long taken) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = taken;
  }

  void addAll(Latencies others) {
    for (int i = 0; i < others.count; i++) {
      add(others.nanos[i]);
    }
  }

  int count() {
    return count;
  }

  /**
   * The shortest time that so large a share does not exceed; zero if there is none.
   *
   * @param share 0 to 1
   */
  double millis(double share) {
    if (count == 0) {
      return 0;
    }
    Arrays.sort(nanos, 0, count);
    int rank = (int) Math.ceil(share * count);
    return nanos[Math.clamp(rank - 1, 0, count - 1)] / 1e6;
  }
}
