// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.time.Duration;

/** How long a batch rests after it failed. */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(30);
  static final Duration LONGEST = Duration.ofHours(1);

  private Backoff() {}

  /**
   * Doubles with each attempt, up to an hour.
   *
   * @param attempts so far, 1 or more
   */
  static Duration after(long attempts) {
    int doublings = Math.clamp(attempts - 1, 0, 10);
    Duration wait = FIRST.multipliedBy(1L << doublings);
    return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
  }
}
