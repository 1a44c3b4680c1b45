// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Runs many seeds on all processors, up to the first that fails. */
final class Campaign {
  private final Simulation simulation;
  private final long first;
  private final long end;
  private final Consumer<Tally> progress;
  private final AtomicLong next;
  private final Tally tally = new Tally();

  /**
   * @param count how many seeds, from {@code first} on
   * @param progress hears of the figures after each seed, one call at a time
   */
  Campaign(Simulation simulation, long first, long count, Consumer<Tally> progress) {
    this.simulation = simulation;
    this.first = first;
    this.end = first + count;
    this.progress = progress;
    this.next = new AtomicLong(first);
  }

  /** Returns the figures; with several failures at once, the lowest seed counts. */
  Tally run() throws InterruptedException {
    int lanes = Runtime.getRuntime().availableProcessors();
    try (ExecutorService threads = Executors.newFixedThreadPool(lanes)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < lanes; i++) {
        running.add(
            threads.submit(() -> {
              lane();
              return first;
            }));
      }
      for (Future<?> lane : running) {
        lane.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return tally;
  }

  private void lane() throws InterruptedException {
    for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
      Simulation.Outcome outcome = simulation.run(seed);
      synchronized (tally) {
        tally.add(outcome);
        progress.accept(tally);
        if (tally.failure().isPresent()) {
          next.set(end);
        }
      }
    }
  }

  /** Figures of the seeds so far. */
  static final class Tally {
    private long seeds;
    private long steps;
    private double simulatedDays;
    private final Map<String, PrivacyAttack.Score> attacks = new TreeMap<>();
    private Optional<Simulation.Outcome> failure = Optional.empty();

    private void add(Simulation.Outcome outcome) {
      seeds++;
      steps += outcome.steps();
      simulatedDays += outcome.simulated().toMinutes() / 1440.0;
      outcome
          .attacks()
          .forEach((name, score) -> attacks.merge(name, score, PrivacyAttack.Score::plus));
      if (!outcome.findings().isEmpty()
          && failure.filter(other -> other.seed() < outcome.seed()).isEmpty()) {
        failure = Optional.of(outcome);
      }
    }

    long seeds() {
      return seeds;
    }

    long steps() {
      return steps;
    }

    double simulatedDays() {
      return simulatedDays;
    }

    /** Attacks on padding that did better than guessing over all seeds together. */
    List<Finding> broken() {
      return PrivacyAttacks.successes(attacks).toList();
    }

    Optional<Simulation.Outcome> failure() {
      return failure;
    }
  }
}
