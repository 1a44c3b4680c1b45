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
   * @throws JobFailure if the clocks differ by more than the settings allow
   * @throws org.exposurenotifications.ports.PortFailure if the database does not answer
   */
  public void refuseSkew() {
    problem()
        .ifPresent(problem -> {
          throw new JobFailure(problem);
        });
  }

  /** A sentence with the remedy if the clocks differ by more than the settings allow. */
  private Optional<String> problem() {
    Instant before = clock.instant();
    Instant there = database.now();
    Instant after = clock.instant();
    // the database looked at its clock at some moment between the two
    Duration ahead = Duration.between(there, before);
    Duration behind = Duration.between(after, there);
    if (ahead.compareTo(settings.maxSkew()) > 0) {
      return Optional.of(text(before, there, Durations.text(ahead) + " ahead"));
    }
    return behind.compareTo(settings.maxSkew()) > 0
        ? Optional.of(text(after, there, Durations.text(behind) + " behind"))
        : Optional.empty();
  }

  private String text(Instant here, Instant there, String difference) {
    return ("the clock here says %s and the database's %s: it is %s, and MAX_CLOCK_SKEW allows %s;"
            + " nothing was done: set the clocks by NTP")
        .formatted(here, there, difference, Durations.text(settings.maxSkew()));
  }
}
