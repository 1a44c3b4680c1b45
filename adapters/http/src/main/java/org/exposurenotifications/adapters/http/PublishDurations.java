// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long the latest accepted uploads took, for decoys to take as long. Refused ones do not count:
 * nobody can teach decoys a tempo of his choice by sending nonsense. Thread-safe.
 */
final class PublishDurations {
  private static final int KEPT = 100;

  private final List<Duration> latest = new ArrayList<>(KEPT);
  private int next;

  synchronized void record(Duration duration) {
    if (latest.size() < KEPT) {
      latest.add(duration);
    } else {
      latest.set(next, duration);
      next = (next + 1) % KEPT;
    }
  }

  /** One of them; empty if there is none yet. */
  synchronized Optional<Duration> draw(RandomGenerator random) {
    return latest.isEmpty()
        ? Optional.empty()
        : Optional.of(latest.get(random.nextInt(latest.size())));
  }
}
