// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.exposurenotifications.ports.PortFailure;
import org.junit.jupiter.api.Test;

final class SharedTransactionsTest {
  /** Callers whose numbers differ by a multiple of it have a claim in common. */
  private static final int CLAIMS = 1000;

  private static final int LONGEST_LINE = 130;

  /** Callers whose work fails. */
  private static final int REFUSED = 998;

  private static final int AWAY = 999;

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
  void noTransactionHasMoreThanTheMostNorTwoWithAClaimInCommon() throws Exception {
    serveTogether(shared(1, 3), 1, 2, 3, 4, 1004, 5);

    assertThat(transactions)
        .containsExactly(List.of(0), List.of(1, 2, 3), List.of(4, 5), List.of(1004));
  }

  @Test
  void replaysOfOneUploadDelayStrangersByNoTransaction() throws Exception {
    List<Integer> replays = IntStream.range(0, 120).mapToObj(i -> 7 + i * CLAIMS).toList();
    List<Integer> strangers = IntStream.range(100, 160).boxed().toList();
    List<Integer> queue = new ArrayList<>();
    for (int i = 0; i < strangers.size(); i++) {
      queue.addAll(List.of(replays.get(2 * i), replays.get(2 * i + 1), strangers.get(i)));
    }

    serveTogether(shared(1, 64), queue.stream().mapToInt(each -> each).toArray());

    assertThat(transactions.get(1)).containsAll(strangers);
    assertThat(transactions.subList(1, transactions.size()))
        .as("one replay in each, in the order of arrival")
        .map(callers -> callers.getFirst())
        .isEqualTo(replays);
  }

  @Test
  void aReplayOfWhatIsAtWorkBeginsInNoOtherLane() throws Exception {
    var shared = shared(2, 3, 8);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = new ArrayList<>(List.of(callers.submit(() -> shared.run(1))));
      atWork.acquire();
      for (int i = 1; i <= 5; i++) {
        int replay = 1 + i * CLAIMS;
        answers.add(callers.submit(() -> shared.run(replay)));
        awaitWaiting(shared, i);
      }
      for (int i = 2; i <= 3; i++) {
        int stranger = i;
        answers.add(callers.submit(() -> shared.run(stranger)));
        awaitWaiting(shared, 4 + i);
      }
      answers.add(callers.submit(() -> shared.run(4)));
      atWork.acquire();
      assertThat(transactions).containsExactly(List.of(1), List.of(2, 3, 4));
      go.countDown();
      for (Future<String> answer : answers) {
        assertThat(answer.get()).isNotNull();
      }
    }
    assertThat(transactions).hasSize(7);
  }

  @Test
  void aLineForOneClaimHasAnEndAndOthersStillEnter() throws Exception {
    var shared = shared(1, 64);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> _ = callers.submit(() -> shared.run(7));
      atWork.acquire();
      for (int i = 1; i < LONGEST_LINE; i++) {
        int replay = 7 + i * CLAIMS;
        Future<String> _ = callers.submit(() -> shared.run(replay));
        awaitWaiting(shared, i);
      }
      assertThatThrownBy(() -> shared.run(7 - CLAIMS)).isInstanceOf(PortFailure.Transient.class);
      Future<String> stranger = callers.submit(() -> shared.run(8));
      awaitWaiting(shared, LONGEST_LINE);
      go.countDown();
      assertThat(stranger.get()).isEqualTo("8");
    }
    assertThat(shared.run(7 - CLAIMS)).as("the line is gone").isEqualTo(String.valueOf(7 - CLAIMS));
  }

  @Test
  void aRefusalIsTheAnswerOfItsCallerAlone() throws Exception {
    var shared = shared(1, 64);
    int[] queue = IntStream.rangeClosed(1, 64).map(i -> i == 40 ? REFUSED : i).toArray();

    List<Future<String>> answers = serveTogether(shared, queue);

    assertThat(answers.get(40))
        .failsWithin(1, TimeUnit.SECONDS)
        .withThrowableThat()
        .havingRootCause()
        .withMessage("refused");
    answers.remove(40);
    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer).succeedsWithin(1, TimeUnit.SECONDS));
    assertThat(transactions).as("each halving adds two").hasSizeLessThanOrEqualTo(2 + 2 * 6);
  }

  @Test
  void aDatabaseThatIsAwayIsAskedOnceForAllWhoShareTheTransaction() throws Exception {
    var shared = shared(1, 8);

    List<Future<String>> answers = serveTogether(shared, 1, AWAY, 2);

    assertThat(answers.removeFirst()).succeedsWithin(1, TimeUnit.SECONDS);
    assertThat(answers)
        .allSatisfy(answer ->
            assertThat(answer)
                .failsWithin(1, TimeUnit.SECONDS)
                .withThrowableThat()
                .havingRootCause()
                .withMessage("away"));
    assertThat(transactions).hasSize(2);
    assertThat(shared.run(3)).as("the lane is free again").isEqualTo("3");
  }

  @Test
  void manyCallersOnFewLanesAreAllServed() {
    go.countDown();
    var lanes = new AtomicInteger();
    var most = new AtomicInteger();
    var shared =
        new SharedTransactions<Integer, String>(
            new SharedTransactions.Limits(2, 1, 8, 5000),
            Set::of,
            wanted -> {
              most.accumulateAndGet(lanes.incrementAndGet(), Math::max);
              Thread.onSpinWait();
              lanes.decrementAndGet();
              return wanted.stream().map(String::valueOf).toList();
            },
            _ -> false);
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
        new SharedTransactions.Limits(lanes, crowd, most, LONGEST_LINE),
        caller -> Set.of(Math.floorMod(caller, CLAIMS)),
        this::work,
        failure -> failure instanceof IllegalArgumentException);
  }

  private List<String> work(List<Integer> callers) {
    transactions.add(callers);
    atWork.release();
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (callers.contains(AWAY)) {
      throw new IllegalStateException("away");
    }
    if (callers.contains(REFUSED)) {
      throw new IllegalArgumentException("refused");
    }
    return callers.stream().map(String::valueOf).toList();
  }

  /**
   * Has callers wait, in this order, for a transaction of caller 0.
   *
   * @return the answers, that of caller 0 first
   */
  private List<Future<String>> serveTogether(
      SharedTransactions<Integer, String> shared, int... queue) throws InterruptedException {
    List<Future<String>> answers = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      answers.add(callers.submit(() -> shared.run(0)));
      atWork.acquire();
      for (int i = 0; i < queue.length; i++) {
        int caller = queue[i];
        answers.add(callers.submit(() -> shared.run(caller)));
        awaitWaiting(shared, i + 1);
      }
      go.countDown();
    }
    return answers;
  }

  private static void awaitWaiting(SharedTransactions<?, ?> shared, int count) {
    while (shared.waiting() < count) {
      Thread.onSpinWait();
    }
  }
}
