// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.exposurenotifications.core.fixtures.Waiting;
import org.junit.jupiter.api.Test;

class CachedRacesTest {
  private static final Instant START = Instant.parse("2026-11-23T22:04:30Z");
  private static final Duration AGE = Duration.ofSeconds(10);
  private static final int CROWD = 200;

  private static final Cached.Patience PATIENCE =
      new Cached.Patience(Duration.ofMinutes(1), 2 * CROWD);

  private final AtomicInteger loads = new AtomicInteger();

  @Test
  void oneLoadsAndTheOthersWaitForIt() {
    List<CompletableFuture<Object>> answers = crowd(Object::new);

    assertThat(loads).hasValue(1);
    Object first = answers.getFirst().join();
    assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isSameAs(first));
  }

  @Test
  void theOthersFailWithIt() {
    RuntimeException broken = new IllegalStateException("broken");
    List<CompletableFuture<Object>> answers =
        crowd(() -> {
          throw broken;
        });

    assertThat(loads).hasValue(1);
    assertThat(answers)
        .allSatisfy(answer -> assertThatThrownBy(answer::join).cause().isSameAs(broken));
  }

  @Test
  void anErrorLeavesNobodyWaiting() {
    Error broken = new AssertionError("broken");
    List<CompletableFuture<Object>> answers =
        crowd(() -> {
          throw broken;
        });

    assertThat(answers)
        .allSatisfy(
            answer -> assertThatThrownBy(answer::join).cause().isInstanceOf(StillLoading.class));
  }

  @Test
  void aFailedLoadIsFollowedByAnother() {
    Cached<Integer> cached = inBackground((_, _) -> once(new AssertionError("broken")));

    assertThatThrownBy(() -> cached.get(AGE, START)).isInstanceOf(StillLoading.class);
    assertThat(cached.get(AGE, START)).isEqualTo(2);
    assertThat(cached.get(AGE, START)).isEqualTo(2);
  }

  /** Time runs, one load in ten fails, and everybody asks all the time. */
  @Test
  void loadsNeverOverlapAndNobodySeesTheValueGoBack() throws Exception {
    AtomicLong clock = new AtomicLong();
    AtomicInteger inFlight = new AtomicInteger();
    AtomicInteger overlaps = new AtomicInteger();
    Cached<Integer> cached =
        inBackground((previous, _) -> {
          if (inFlight.incrementAndGet() > 1) {
            overlaps.incrementAndGet();
          }
          lettingOthersRun();
          int load = loads.incrementAndGet();
          inFlight.decrementAndGet();
          if (load % 10 == 0) {
            throw new IllegalStateException("broken");
          }
          assertThat(previous.orElse(0)).isLessThan(load);
          return load;
        });

    List<Future<Integer>> failures = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < 64; thread++) {
        int seed = thread;
        failures.add(executor.submit(() -> ask(cached, clock, new Random(seed))));
      }
    }

    assertThat(overlaps).hasValue(0);
    assertThat(loads.get()).isGreaterThan(100);
    int failed = 0;
    for (Future<Integer> future : failures) {
      failed += future.get();
    }
    assertThat(failed).isPositive();
  }

  /** How many answers were failures. */
  private static int ask(Cached<Integer> cached, AtomicLong clock, Random random) {
    int newest = 0;
    int failed = 0;
    for (int i = 0; i < 1_000; i++) {
      Instant now = START.plusMillis(clock.addAndGet(random.nextInt(200)));
      try {
        int value = random.nextBoolean() ? cached.get(AGE, now) : cached.fresh(AGE, now);
        assertThat(value).isGreaterThanOrEqualTo(newest);
        newest = value;
      } catch (IllegalStateException _) {
        failed++;
      }
    }
    return failed;
  }

  /** One begins to load; when all others wait, the load ends in this way. */
  private List<CompletableFuture<Object>> crowd(Supplier<Object> end) {
    CompletableFuture<Void> begun = new CompletableFuture<>();
    CompletableFuture<Void> everybodyWaits = new CompletableFuture<>();
    Cached<Object> cached =
        inBackground((_, _) -> {
          loads.incrementAndGet();
          begun.complete(null);
          everybodyWaits.join();
          return end.get();
        });
    List<CompletableFuture<Object>> answers =
        IntStream.range(0, CROWD).mapToObj(_ -> new CompletableFuture<>()).toList();
    List<Thread> threads = answers.stream().map(answer -> asking(cached, answer)).toList();
    begun.join();
    Waiting.until(threads);
    everybodyWaits.complete(null);
    CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .handle((_, _) -> Optional.empty())
        .join();
    return answers;
  }

  private static Thread asking(Cached<Object> cached, CompletableFuture<Object> answer) {
    return Thread.startVirtualThread(() -> {
      try {
        answer.complete(cached.get(AGE, START));
      } catch (RuntimeException | Error e) {
        answer.completeExceptionally(e);
      }
    });
  }

  private static <V> Cached<V> inBackground(Cached.Source<V> source) {
    return new Cached<>(source, CachedRacesTest::start, PATIENCE);
  }

  /** What a thread dies of is seen by those who wait, and here by nobody else. */
  private static void start(Runnable task) {
    var _ = Thread.ofVirtual().uncaughtExceptionHandler((_, _) -> {}).start(task);
  }

  private static void lettingOthersRun() {
    Thread other = Thread.startVirtualThread(() -> {});
    try {
      other.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private int once(Error error) {
    int load = loads.incrementAndGet();
    if (load == 1) {
      throw error;
    }
    return load;
  }
}
