// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.exposurenotifications.core.fixtures.Waiting;

/** One random schedule, and a model of the cache beside it. */
final class CachedSchedule {
  private static final Duration AGE = Duration.ofSeconds(10);
  private static final Duration LIMIT = AGE.multipliedBy(2);
  private static final int PLACES = 5;

  private final long seed;
  private final Random random;
  private final Cached<Loaded> cached =
      new Cached<>(this::load, this::queue, new Cached.Patience(Duration.ofMinutes(1), PLACES));
  private final Queue<Runnable> queued = new ArrayDeque<>();
  private final List<Caller> waiting = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-23T22:04:30Z");
  private int changes;
  private Optional<Loaded> newest = Optional.empty();
  private Optional<Running> running = Optional.empty();

  CachedSchedule(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  /** What a load finds: how many changes there were, and when the load was asked for. */
  private record Loaded(int changes, Instant since) {}

  private record Running(Thread thread, Loaded found, CompletableFuture<Boolean> succeeds) {}

  private record Caller(
      Thread thread, CompletableFuture<Loaded> answer, Instant arrival, int changesBefore) {}

  void step() {
    switch (random.nextInt(10)) {
      case 0, 1 -> now = now.plusMillis(random.nextInt(random.nextInt(5) == 0 ? 30_000 : 4_000));
      case 2 -> changes++;
      case 3, 4 -> begin();
      case 5 -> finish(random.nextInt(3) > 0);
      default -> ask();
    }
  }

  /** Nobody is left over. */
  void end() {
    while (!queued.isEmpty() || running.isPresent()) {
      begin();
      finish(true);
    }
    assertThat(waiting).as("seed %d", seed).isEmpty();
  }

  private void ask() {
    boolean usable = newest.filter(loaded -> now.isBefore(loaded.since.plus(LIMIT))).isPresent();
    CompletableFuture<Loaded> answer = new CompletableFuture<>();
    Instant arrival = now;
    Thread thread =
        Thread.startVirtualThread(() -> {
          try {
            answer.complete(cached.get(AGE, arrival));
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    Waiting.until(thread);
    if (usable) {
      assertThat(answer).as("seed %d: served at once", seed).isCompletedWithValue(newest.get());
      assertThat(newest.get().since.plus(LIMIT)).as("seed %d", seed).isAfter(now);
      boolean reloads = !now.isBefore(newest.get().since.plus(AGE.dividedBy(2)));
      assertThat(!reloads || isLoading()).as("seed %d: reloads in time", seed).isTrue();
    } else if (waiting.size() < PLACES) {
      assertThat(answer).as("seed %d: waits for a load", seed).isNotDone();
      assertThat(isLoading()).as("seed %d", seed).isTrue();
      waiting.add(new Caller(thread, answer, arrival, changes));
    } else {
      assertThat(answer).as("seed %d", seed).isCompletedExceptionally();
      assertThat(answer.exceptionNow()).as("seed %d", seed).isInstanceOf(StillLoading.class);
    }
  }

  private boolean isLoading() {
    return !queued.isEmpty() || running.isPresent();
  }

  private void queue(Runnable load) {
    assertThat(isLoading()).as("seed %d: one load at a time", seed).isFalse();
    queued.add(load);
  }

  private void begin() {
    Runnable load = queued.poll();
    if (load != null) {
      Waiting.until(Thread.startVirtualThread(load));
    }
  }

  private Loaded load(Optional<Loaded> previous, Instant since) {
    assertThat(previous).as("seed %d", seed).isEqualTo(newest);
    Running load =
        new Running(Thread.currentThread(), new Loaded(changes, since), new CompletableFuture<>());
    running = Optional.of(load);
    if (load.succeeds.join()) {
      return load.found;
    }
    throw new IllegalStateException("broken");
  }

  private void finish(boolean succeeds) {
    if (running.isEmpty()) {
      return;
    }
    Running load = running.get();
    running = Optional.empty();
    if (succeeds) {
      newest = Optional.of(load.found);
    }
    load.succeeds.complete(succeeds);
    Waiting.until(load.thread);
    Waiting.until(waiting.stream().map(Caller::thread).toList());
    for (Caller caller : List.copyOf(waiting)) {
      if (!succeeds) {
        assertThat(caller.answer).as("seed %d", seed).isCompletedExceptionally();
      } else if (caller.answer.isDone()) {
        assertAcceptable(caller, load.found);
      } else {
        // it had joined a load that began long before it came, and waits for the next
        assertThat(isLoading()).as("seed %d", seed).isTrue();
        assertThat(load.found.since.plus(LIMIT)).isBeforeOrEqualTo(caller.arrival);
      }
    }
    waiting.removeIf(caller -> caller.answer.isDone());
  }

  /** What was waited for is younger than the limit, or knows every change before the call. */
  private void assertAcceptable(Caller caller, Loaded found) {
    assertThat(caller.answer).as("seed %d", seed).isCompletedWithValue(found);
    assertThat(
            caller.arrival.isBefore(found.since.plus(LIMIT))
                || found.changes >= caller.changesBefore)
        .as("seed %d: %s for %s", seed, found, caller)
        .isTrue();
  }
}
