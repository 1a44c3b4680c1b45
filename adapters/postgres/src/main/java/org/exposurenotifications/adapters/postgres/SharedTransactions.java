// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.exposurenotifications.ports.PortFailure;

/**
 * Lets callers that come while the database is busy share its next transaction: it costs little
 * more for many than for one. A caller that finds all lanes free works at once and alone; the
 * others wait, and when a lane becomes free, or enough of them are ready to be worth another lane,
 * the first does the work of all.
 *
 * <p>Callers with a claim in common are never at work at the same time, in one transaction or in
 * two: see {@link ClaimLines}. A transaction that is refused is divided until each caller has its
 * own answer, so that no caller fails because of its company. Thread-safe.
 *
 * @param <T> what a caller wants done
 * @param <R> its answer
 */
final class SharedTransactions<T, R> {
  /**
   * How much goes on at once.
   *
   * @param lanes transactions at once, 1 or more
   * @param crowd how many have to be ready before a second lane is taken, and each further one:
   *     fewer would make transactions smaller, and so the work of all more; 1 or more
   * @param most callers in one transaction, 1 or more
   * @param longestLine callers with one claim in common, 1 or more
   */
  record Limits(int lanes, int crowd, int most, int longestLine) {}

  private final Limits limits;
  private final Function<T, Set<?>> claims;
  private final Function<List<T>, List<R>> work;
  private final Predicate<Throwable> isRefusal;
  private final ReentrantLock lock = new ReentrantLock();

  /** None is ready while all lanes are free, and less than a crowd while one is. */
  private final ClaimLines<T, R> lines;

  private int freeLanes;

  /**
   * @param claims what a caller touches
   * @param work does what callers want, all or nothing, and returns their answers in their order
   * @param isRefusal whether work that failed so had no effect, and could succeed for some of the
   *     callers
   */
  SharedTransactions(
      Limits limits,
      Function<T, Set<?>> claims,
      Function<List<T>, List<R>> work,
      Predicate<Throwable> isRefusal) {
    this.limits = limits;
    this.claims = claims;
    this.work = work;
    this.isRefusal = isRefusal;
    this.lines = new ClaimLines<>(limits.longestLine);
    this.freeLanes = limits.lanes;
  }

  /**
   * @throws PortFailure.Transient if too many callers have a claim in common with this one
   * @throws RuntimeException what the work threw: a refusal of this caller alone, or any other
   *     failure for all who shared the transaction
   */
  R run(T wanted) {
    var mine = new Waiting<T, R>(wanted, claims.apply(wanted));
    enter(mine);
    List<Waiting<T, R>> company = mine.awaitTurn();
    if (!company.isEmpty()) {
      serve(company);
    }
    return mine.result();
  }

  /** How many wait, ready or not. */
  int waiting() {
    lock.lock();
    try {
      return lines.waiting();
    } finally {
      lock.unlock();
    }
  }

  private void enter(Waiting<T, R> mine) {
    lock.lock();
    try {
      lines.join(mine);
      if (freeLanes == limits.lanes) {
        startNext();
      }
      startWhileCrowded();
    } finally {
      lock.unlock();
    }
  }

  private void startWhileCrowded() {
    while (freeLanes > 0 && lines.ready() >= limits.crowd) {
      startNext();
    }
  }

  private void startNext() {
    freeLanes--;
    List<Waiting<T, R>> company = lines.next(limits.most);
    company.getFirst().lead(company);
  }

  /** Takes at most 2n - 1 transactions for n callers. */
  private void serve(List<Waiting<T, R>> company) {
    Deque<List<Waiting<T, R>>> parts = new ArrayDeque<>(List.of(company));
    while (!parts.isEmpty()) {
      List<Waiting<T, R>> part = parts.pop();
      try {
        answer(part);
      } catch (RuntimeException | Error failure) {
        if (!isRefusal.test(failure)) {
          // the other parts would fail likewise, each after another timeout
          parts.push(part);
          part = parts.stream().flatMap(List::stream).toList();
          parts.clear();
        } else if (part.size() > 1) {
          parts.push(part.subList(part.size() / 2, part.size()));
          parts.push(part.subList(0, part.size() / 2));
          continue;
        }
        part.forEach(caller -> caller.fail(failure));
      }
      finish(part, parts.isEmpty());
    }
  }

  private void answer(List<Waiting<T, R>> part) {
    List<R> results = work.apply(part.stream().map(caller -> caller.wanted).toList());
    for (int i = 0; i < part.size(); i++) {
      part.get(i).answer(results.get(i));
    }
  }

  private void finish(List<Waiting<T, R>> part, boolean isLast) {
    lock.lock();
    try {
      lines.leave(part);
      if (isLast) {
        freeLanes++;
        if (lines.ready() > 0) {
          startNext();
        }
      }
      startWhileCrowded();
    } finally {
      lock.unlock();
    }
    part.forEach(Waiting::wake);
  }
}
