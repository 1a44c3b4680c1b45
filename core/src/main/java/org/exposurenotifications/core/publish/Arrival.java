// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.time.Duration;
import java.time.Instant;
import org.exposurenotifications.ports.exposure.IntervalNumber;

/**
 * When an upload arrived. Every rule sees the same instant; interval numbers are 64 bits here, so
 * that no number a phone may send overflows.
 *
 * @param window length of publish windows
 */
record Arrival(Instant time, Duration window) {
  static long interval(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), (long) IntervalNumber.SECONDS);
  }

  static Instant start(long interval) {
    return Instant.ofEpochSecond(interval * IntervalNumber.SECONDS);
  }

  /** UTC days between the days that two intervals lie in; negative if the second is earlier. */
  static long days(long from, long to) {
    return Math.floorDiv(to, (long) IntervalNumber.PER_DAY)
        - Math.floorDiv(from, (long) IntervalNumber.PER_DAY);
  }

  long interval() {
    return interval(time);
  }

  long intervalBefore(Duration duration) {
    return interval(time.minus(duration));
  }

  /** Beginning of the publish window that the instant lies in. */
  Instant windowOf(Instant instant) {
    long second = instant.getEpochSecond();
    return Instant.ofEpochSecond(second - Math.floorMod(second, window.toSeconds()));
  }

  /** Beginning of the current publish window. */
  Instant currentWindow() {
    return windowOf(time);
  }
}
