// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.job;

import java.time.Duration;

/** Spells durations for operators. */
public final class Durations {
  private static final Duration DAYS = Duration.ofDays(2);
  private static final Duration HOURS = Duration.ofHours(2);
  private static final Duration MINUTES = Duration.ofMinutes(2);

  private Durations() {}

  /** In the largest unit of which there are two or more, rounded down, such as {@code 26 h}. */
  public static String text(Duration duration) {
    if (duration.compareTo(DAYS) >= 0) {
      return duration.toDays() + " d";
    }
    if (duration.compareTo(HOURS) >= 0) {
      return duration.toHours() + " h";
    }
    return duration.compareTo(MINUTES) >= 0
        ? duration.toMinutes() + " min"
        : duration.toSeconds() + " s";
  }
}
