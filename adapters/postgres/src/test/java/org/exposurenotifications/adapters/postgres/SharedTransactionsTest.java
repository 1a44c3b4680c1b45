// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SharedTransactionsTest {
  /** Callers claim the last digit of their number. */
  private static final int CLAIMS = 10;

  private final List<List<Integer>> transactions = Collections.synchronizedList(new ArrayList<>());
  private final Semaphore atWork = new Semaphore(0);
  private final CountDownLatch go = new CountDownLatch(1);

  @Test
  void whoFindsALaneFreeWaitsForNobody() {
    var shared = shared(1, 8);
    go.countDown();

    assertThat(shared.run(1)).isEqualTo("1");
    assertThat(shared.run(2)).isEqualTo("2");
    assertThat(transactions).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void whoWaitsIsServedTogetherAndInOrder() throws Exception {
    var shared = shared(1, 8);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = new ArrayList<>(List.of(callers.submit(() -> shared.run(0))));
      atWork.acquire();
      for (int i = 1; i <= 5; i++) {
        int caller = i;
        answers.add(callers.submit(() -> shared.run(caller)));
        awaitWaiting(shared, i);
      }
      go.countDown();
      for (int i = 0; i <= 5; i++) {
        assertThat(answers.get(i).get()).isEqualTo(String.valueOf(i));
      }
    }
    assertThat(transactions).containsExactly(List.of(0), List.of(1, 2, 3, 4, 5));
  }

  @Test
  void aSecondLaneIsTakenByACrowdOnly() throws Exception {
    var shared = shared(2, 3, 8);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = new ArrayList<>(List.of(callers.submit(() -> shared.run(0))));
      atWork.acquire();
      for (int i = 1; i <= 2; i++) {
        int caller = i;
        answers.add(callers.submit(() -> shared.run(caller)));
        awaitWaiting(shared, i);
      }
      answers.add(callers.submit(() -> shared.run(3)));
      atWork.acquire();
      go.countDown();
      for (int i = 0; i <= 3; i++) {
        assertThat(answers.get(i).get()).isEqualTo(String.valueOf(i));
      }
    }
    assertThat(transactions).containsExactly(List.of(0), List.of(1, 2, 3));
  }

  @Test
  void noTransactionHasMoreThanTheMostNorTwoWhoClaimTheSame() throws Exception {
    var shared = shared(1, 3);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> _ = callers.submit(() -> shared.run(0));
      atWork.acquire();
      int waiting = 0;
      for (int caller : new int[] {1, 2, 3, 4, 14, 5}) {
        Future<String> _ = callers.submit(() -> shared.run(caller));
        awaitWaiting(shared, ++waiting);
      }
      go.countDown();
    }
    assertThat(transactions)
        .containsExactly(List.of(0), List.of(1, 2, 3), List.of(4), List.of(14, 5));
  }

  @Test
  void whatFailsFailsForAllWhoShareItAndForNobodyElse() throws Exception {
    var shared = shared(1, 8);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> before = callers.submit(() -> shared.run(0));
      atWork.acquire();
      Future<String> company = callers.submit(() -> shared.run(1));
      awaitWaiting(shared, 1);
      Future<String> failing = callers.submit(() -> shared.run(-2));
      awaitWaiting(shared, 2);
      go.countDown();
      assertThat(before.get()).isEqualTo("0");
      assertThatThrownBy(company::get).hasRootCauseMessage("below zero");
      assertThatThrownBy(failing::get).hasRootCauseMessage("below zero");
    }
    assertThat(shared.run(3)).as("the lane is free again").isEqualTo("3");
  }

  @Test
  void manyCallersOnFewLanesAreAllServed() {
    go.countDown();
    var lanes = new AtomicInteger();
    var most = new AtomicInteger();
    var shared =
        new SharedTransactions<Integer, String>(
            2,
            1,
            8,
            List::of,
            wanted -> {
              most.accumulateAndGet(lanes.incrementAndGet(), Math::max);
              Thread.onSpinWait();
              lanes.decrementAndGet();
              return wanted.stream().map(String::valueOf).toList();
            });
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers =
          IntStream.range(0, 5000).mapToObj(i -> callers.submit(() -> shared.run(i))).toList();
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i)).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo("" + i);
      }
    }
    assertThat(most.get()).isLessThanOrEqualTo(2);
  }

  private SharedTransactions<Integer, String> shared(int lanes, int most) {
    return shared(lanes, 1, most);
  }

  private SharedTransactions<Integer, String> shared(int lanes, int crowd, int most) {
    return new SharedTransactions<>(
        lanes, crowd, most, caller -> List.of(Math.floorMod(caller, CLAIMS)), this::work);
  }

  private List<String> work(List<Integer> callers) {
    transactions.add(callers);
    atWork.release();
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (callers.stream().anyMatch(caller -> caller < 0)) {
      throw new IllegalStateException("below zero");
    }
    return callers.stream().map(String::valueOf).toList();
  }

  private static void awaitWaiting(SharedTransactions<?, ?> shared, int count) {
    while (shared.waiting() < count) {
      Thread.onSpinWait();
    }
  }
}
