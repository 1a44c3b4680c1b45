// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Many callers at once with overlapping claims, some of which fail, over random limits. */
final class SharedTransactionsScheduleTest {
  private static final int CALLERS = 120;

  private enum Fate {
    FINE,
    /** Refused whenever it is tried. */
    REFUSED,
    /** Refused at first, as one that lost a race. */
    LATE,
    /** Fails with all its company. */
    AWAY
  }

  private record Caller(int number, Set<Integer> claims, Fate fate) {}

  /** Which callers were to blame, and who shared the transaction. */
  private static final class Failure extends RuntimeException {
    private final boolean isRefusal;
    private final List<Caller> company;

    Failure(boolean isRefusal, List<Caller> company) {
      super(isRefusal ? "refused" : "away");
      this.isRefusal = isRefusal;
      this.company = company;
    }
  }

  private final Map<Integer, Integer> claimed = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> doubled = new ConcurrentHashMap<>();
  private final Map<Integer, AtomicInteger> tried = new ConcurrentHashMap<>();
  private final AtomicInteger transactions = new AtomicInteger();

  @RepeatedTest(150)
  void eachCallerGetsItsOwnAnswerAndStrangersNeverFail(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Caller> callers = callers(random);
    var limits =
        new SharedTransactions.Limits(
            1 + random.nextInt(3), 1 + random.nextInt(6), 1 + random.nextInt(16), CALLERS);
    var shared =
        new SharedTransactions<Caller, String>(
            limits,
            Caller::claims,
            this::work,
            failure -> failure instanceof Failure known && known.isRefusal);
    Map<Caller, FutureTask<String>> answers = new HashMap<>();
    callers.forEach(each -> answers.put(each, new FutureTask<>(() -> run(shared, each))));
    answers.values().forEach(Thread::startVirtualThread);
    answers.forEach(SharedTransactionsScheduleTest::checkAnswer);
    assertThat(doubled).as("claims at work twice").isEmpty();
    assertThat(claimed).as("claims still held").isEmpty();
    assertThat(shared.waiting()).isZero();
    assertThat(transactions.get()).isLessThan(3 * CALLERS);
    assertThat(shared.run(new Caller(-1, Set.of(1), Fate.FINE))).isEqualTo("-1");
  }

  private static List<Caller> callers(Random random) {
    boolean isAwayAtTimes = random.nextBoolean();
    List<Caller> callers = new ArrayList<>();
    for (int number = 0; number < CALLERS; number++) {
      Set<Integer> claims = new HashSet<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        claims.add(random.nextBoolean() ? random.nextInt(10) : 100 + 4 * number + i);
      }
      Fate fate =
          switch (random.nextInt(20)) {
            case 0 -> Fate.REFUSED;
            case 1 -> Fate.LATE;
            case 2 -> isAwayAtTimes ? Fate.AWAY : Fate.FINE;
            default -> Fate.FINE;
          };
      callers.add(new Caller(number, claims, fate));
    }
    return callers;
  }

  /** Tries once more after a refusal, as the store does after a lost race. */
  private String run(SharedTransactions<Caller, String> shared, Caller caller) {
    try {
      return shared.run(caller);
    } catch (Failure failure) {
      if (failure.isRefusal) {
        assertThat(failure.company).containsExactly(caller);
        return shared.run(caller);
      }
      throw failure;
    }
  }

  private List<String> work(List<Caller> company) {
    transactions.incrementAndGet();
    company.forEach(each ->
        each.claims.forEach(claim -> {
          if (claimed.put(claim, each.number) != null) {
            doubled.put(claim, each.number);
          }
        }));
    LockSupport.parkNanos(1);
    company.forEach(each -> each.claims.forEach(claimed::remove));
    if (company.stream().anyMatch(each -> each.fate == Fate.AWAY)) {
      throw new Failure(false, company);
    }
    if (company.stream().map(this::isRefusedNow).reduce(false, Boolean::logicalOr)) {
      throw new Failure(true, company);
    }
    return company.stream().map(each -> String.valueOf(each.number)).toList();
  }

  private boolean isRefusedNow(Caller caller) {
    int times = tried.computeIfAbsent(caller.number, _ -> new AtomicInteger()).incrementAndGet();
    return caller.fate == Fate.REFUSED || (caller.fate == Fate.LATE && times == 1);
  }

  private static void checkAnswer(Caller caller, Future<String> answer) {
    try {
      assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(String.valueOf(caller.number));
      assertThat(caller.fate).isIn(Fate.FINE, Fate.LATE);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof Failure failure)) {
        throw new AssertionError(e);
      }
      if (failure.isRefusal) {
        assertThat(failure.company).containsExactly(caller);
        assertThat(caller.fate).isEqualTo(Fate.REFUSED);
      } else {
        assertThat(failure.company).contains(caller).anyMatch(each -> each.fate == Fate.AWAY);
      }
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("caller " + caller + " is not served", e);
    }
  }
}
