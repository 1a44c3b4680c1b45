// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.job;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.exposurenotifications.ports.database.DatabaseClock;

/**
 * Compares this process's clock with the database's. A clock that is ahead would plan batches of
 * the future, close windows that have not begun and delete keys that are still needed. Thread-safe.
 */
public final class CheckClock {
  private static final int MOST_READINGS = 3;

  private final DatabaseClock database;
  private final InstantSource clock;
  private final ClockSettings settings;

  @Inject
  public CheckClock(DatabaseClock database, InstantSource clock, ClockSettings settings) {
    this.database = database;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * @throws JobFailure if the clocks differ by more than the settings allow, or the database's
   *     answers take so long that this cannot be told
   * @throws org.exposurenotifications.ports.PortFailure if the database does not answer
   */
  public void refuseSkew() {
    problem()
        .ifPresent(problem -> {
          throw new JobFailure(problem);
        });
  }

  /** A sentence with the remedy unless the clocks differ by no more than the settings allow. */
  private Optional<String> problem() {
    Optional<String> problem = Optional.empty();
    for (int i = 0; i < MOST_READINGS; i++) {
      Instant before = clock.instant();
      Instant there = database.now();
      Instant after = clock.instant();
      // the database looked at its clock at some moment between the two
      Duration least = Duration.between(there, before);
      Duration most = Duration.between(there, after);
      if (isAllowed(least) && isAllowed(most)) {
        return Optional.empty();
      }
      if (!least.isNegative() && !isAllowed(least)) {
        return Optional.of(text(before, there, Durations.text(least) + " ahead"));
      }
      if (most.isNegative() && !isAllowed(most)) {
        return Optional.of(text(after, there, Durations.text(most.abs()) + " behind"));
      }
      // so slow an answer leaves it open: ask again
      problem = Optional.of(tooSlow(Duration.between(before, after)));
    }
    return problem;
  }

  private boolean isAllowed(Duration skew) {
    return skew.abs().compareTo(settings.maxSkew()) <= 0;
  }

  private static String tooSlow(Duration time) {
    return ("the database took %s to say what time it is: the clocks cannot be compared, so nothing"
            + " was done: look for what slows it down")
        .formatted(Durations.text(time));
  }

  private String text(Instant here, Instant there, String difference) {
    return ("the clock here says %s and the database's %s: it is %s, and MAX_CLOCK_SKEW allows %s;"
            + " nothing was done: set the clocks by NTP")
        .formatted(here, there, difference, Durations.text(settings.maxSkew()));
  }
}
