// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.exposurenotifications.ports.PortFailure;

/**
 * Tries again what failed for now, after pauses that grow and differ, until a deadline. The
 * driver's own retries also repeat what was refused, at fixed intervals.
 *
 * @param random thread-safe
 * @param deadline after which no further try begins
 */
record Retries(InstantSource clock, RandomGenerator random, Sleeper sleeper, Duration deadline) {
  static final int MOST_TRIES = 8;
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(3);

  /** As {@link Thread#sleep(Duration)}. */
  interface Sleeper {
    void sleep(Duration pause) throws InterruptedException;
  }

  /**
   * @throws PortFailure of the last try
   */
  <T> T run(Supplier<T> call) {
    Instant end = clock.instant().plus(deadline);
    for (int tries = 1; ; tries++) {
      try {
        return call.get();
      } catch (PortFailure.Transient failure) {
        Duration pause = pause(tries);
        if (tries == MOST_TRIES
            || Thread.currentThread().isInterrupted()
            || clock.instant().plus(pause).isAfter(end)) {
          throw failure;
        }
        sleep(pause, failure);
      }
    }
  }

  /** From half of the longest pause of this try to the whole, so that callers part. */
  private Duration pause(int tries) {
    long longest = Math.min(LONGEST.toMillis(), FIRST.toMillis() << (tries - 1));
    return Duration.ofMillis(random.nextLong(longest / 2, longest + 1));
  }

  private void sleep(Duration pause, PortFailure.Transient failure) {
    try {
      sleeper.sleep(pause);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }
}
