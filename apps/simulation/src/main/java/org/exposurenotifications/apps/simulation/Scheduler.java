// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * Runs actors one at a time, in the order of simulated time. Each has a thread of its own, but only
 * the one with the baton runs; it hands the baton on when it sleeps or ends. Simulated time stands
 * still while an actor runs.
 */
final class Scheduler {
  private final PriorityQueue<Turn> turns =
      new PriorityQueue<>(
          Comparator.comparingLong((Turn turn) -> turn.at).thenComparingLong(turn -> turn.order));
  private final CountDownLatch done = new CountDownLatch(1);
  private long now;
  private long order;

  Scheduler(long now) {
    this.now = now;
  }

  /** Milliseconds since 1970. */
  long now() {
    return now;
  }

  /** Adds an actor, whose turn comes at the given time. To be called before {@link #run}. */
  void add(long at, Runnable actor) {
    Turn turn = new Turn(at, order++);
    turns.add(turn);
    Thread.ofVirtual()
        .start(() -> {
          turn.baton.acquireUninterruptibly();
          try {
            actor.run();
          } finally {
            passOn();
          }
        });
  }

  /** Returns when every actor has ended. */
  void run() throws InterruptedException {
    passOn();
    done.await();
  }

  /** To be called by the actor that has the baton; returns when it has the baton again. */
  void sleepUntil(long at) {
    Turn mine = new Turn(Math.max(at, now), order++);
    turns.add(mine);
    Turn next = turns.remove();
    now = next.at;
    if (next != mine) {
      next.baton.release();
      mine.baton.acquireUninterruptibly();
    }
  }

  private void passOn() {
    Turn next = turns.poll();
    if (next == null) {
      done.countDown();
    } else {
      now = next.at;
      next.baton.release();
    }
  }

  private static final class Turn {
    private final long at;
    private final long order;
    private final Semaphore baton = new Semaphore(0);

    Turn(long at, long order) {
      this.at = at;
      this.order = order;
    }
  }
}
