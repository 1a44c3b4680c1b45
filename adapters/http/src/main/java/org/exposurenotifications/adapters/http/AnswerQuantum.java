// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;

/**
 * Holds answers back until a multiple of the quantum has passed since their request was complete,
 * so that the time of an answer does not tell what became of the request. A thread that waits takes
 * no processor. Thread-safe.
 */
final class AnswerQuantum {
  private final Duration quantum;
  private final InstantSource clock;
  private final LongAdder overruns = new LongAdder();

  /**
   * @param quantum zero to hold nothing back
   */
  AnswerQuantum(Duration quantum, InstantSource clock) {
    this.quantum = quantum;
    this.clock = clock;
  }

  /** Waits, at most for a quantum. */
  void await(Instant complete) {
    if (quantum.isZero()) {
      return;
    }
    Duration taken = Duration.between(complete, clock.instant());
    if (taken.compareTo(quantum) > 0) {
      overruns.increment();
    }
    try {
      Thread.sleep(remaining(taken, quantum));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many answers took longer than one quantum: their time told something. */
  long overruns() {
    return overruns.sum();
  }

  /**
   * Until the next multiple of the quantum, which is never zero times it.
   *
   * @param taken so far; negative if the clock was set back meanwhile, which counts as nothing
   * @param quantum above zero
   */
  static Duration remaining(Duration taken, Duration quantum) {
    long step = quantum.toNanos();
    long nanos = Math.max(0, taken.toNanos());
    return Duration.ofNanos(Math.max(1, Math.ceilDiv(nanos, step)) * step - nanos);
  }
}
