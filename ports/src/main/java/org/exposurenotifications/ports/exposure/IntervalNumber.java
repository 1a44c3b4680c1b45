// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.exposure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A point in time in units of ten minutes since 1970, UTC.
 *
 * @param value 0 or more; as 32 bits it lasts for 40,000 years
 */
public record IntervalNumber(int value) implements Comparable<IntervalNumber> {
  public static final int SECONDS = 600;

  /** Intervals in a day: the longest rolling period. */
  public static final int PER_DAY = 144;

  /**
   * @throws IllegalArgumentException if negative
   */
  public IntervalNumber {
    if (value < 0) {
      throw new IllegalArgumentException("negative interval number: " + value);
    }
  }

  /** The interval that the instant lies in. */
  public static IntervalNumber at(Instant instant) {
    return new IntervalNumber(
        Math.toIntExact(Math.floorDiv(instant.getEpochSecond(), (long) SECONDS)));
  }

  /** When the interval begins. */
  public Instant start() {
    return Instant.ofEpochSecond((long) value * SECONDS);
  }

  /** The UTC day that the interval lies in. */
  public LocalDate day() {
    return LocalDate.ofInstant(start(), ZoneOffset.UTC);
  }

  /**
   * @throws ArithmeticException if the result has no 32 bits
   */
  public IntervalNumber plus(int intervals) {
    return new IntervalNumber(Math.addExact(value, intervals));
  }

  @Override
  public int compareTo(IntervalNumber other) {
    return Integer.compare(value, other.value);
  }
}
