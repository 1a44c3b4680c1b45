// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds answers back until a multiple of the quantum has passed since their request was complete,
 * so that the time of an answer does not tell what became of the request. A thread that waits takes
 * no processor. Thread-safe.
 *
 * <p>Under load accepted uploads take longer than refused ones, which do less. So once an answer
 * took several quanta, all answers do, until none took as many for a while.
 */
final class AnswerQuantum {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerQuantum.class);

  /** A server whose answers take longer is too small, and waiting would make it smaller. */
  static final int MOST_QUANTA = 4;

  static final Duration CALM = Duration.ofSeconds(10);

  /** Sleeps; tests look how long. */
  interface Pause {
    void sleep(Duration duration) throws InterruptedException;
  }

  /** What all answers take at least until the instant. */
  private record Level(long quanta, Instant until) {
    static final Level LOWEST = new Level(1, Instant.MAX);
  }

  private final Duration quantum;
  private final InstantSource clock;
  private final Pause pause;
  private final AtomicReference<Level> level = new AtomicReference<>(Level.LOWEST);
  private final LongAdder overruns = new LongAdder();

  /**
   * @param quantum zero to hold nothing back
   */
  AnswerQuantum(Duration quantum, InstantSource clock) {
    this(quantum, clock, Thread::sleep);
  }

  AnswerQuantum(Duration quantum, InstantSource clock, Pause pause) {
    this.quantum = quantum;
    this.clock = clock;
    this.pause = pause;
  }

  /** Waits, at most for {@link #MOST_QUANTA}. */
  void await(Instant complete) {
    if (quantum.isZero()) {
      return;
    }
    Instant now = clock.instant();
    Duration taken = Duration.between(complete, now);
    long needed = quanta(taken, quantum);
    long least = least(needed, now);
    if (needed > least) {
      overruns.increment();
    }
    try {
      pause.sleep(quantum.multipliedBy(Math.max(needed, least)).minus(atLeastNothing(taken)));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many answers took longer than the others at the time: theirs told something. */
  long overruns() {
    return overruns.sum();
  }

  /**
   * What an answer has to take that comes now, as the ones before it. It raises the level only for
   * those after it.
   */
  private long least(long needed, Instant now) {
    Level before = level.get();
    boolean over = !now.isBefore(before.until);
    long quanta = over ? 1 : before.quanta;
    long wanted = Math.min(needed, MOST_QUANTA);
    if (wanted > 1 && wanted >= quanta) {
      boolean raised = level.compareAndSet(before, new Level(wanted, now.plus(CALM)));
      if (raised && quanta == 1) {
        LOG.warn(
            "answers to uploads take longer than PUBLISH_ANSWER_QUANTUM; for now all of them take"
                + " up to {} times as long, so that none tells what was uploaded: if this goes on,"
                + " raise it or add servers",
            MOST_QUANTA);
      }
    } else if (over) {
      boolean _ = level.compareAndSet(before, Level.LOWEST);
    }
    return quanta;
  }

  /**
   * The smallest number of quanta that hold the time, one or more.
   *
   * @param taken negative if the clock was set back meanwhile, which counts as nothing
   * @param quantum above zero
   */
  static long quanta(Duration taken, Duration quantum) {
    return Math.max(1, Math.ceilDiv(atLeastNothing(taken).toNanos(), quantum.toNanos()));
  }

  private static Duration atLeastNothing(Duration taken) {
    return taken.isNegative() ? Duration.ZERO : taken;
  }
}
