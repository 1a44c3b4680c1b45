// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Lets callers who come while the database is busy share its next transaction: it costs little more
 * for many than for one. Who finds all lanes free works at once and alone; the others wait, and
 * when a lane gets free, or so many wait that another lane is worth it, the first of them does the
 * work of all. Thread-safe.
 *
 * @param <T> what a caller wants done
 * @param <R> what it is told
 */
final class SharedTransactions<T, R> {
  private final int lanes;
  private final int crowd;
  private final int most;
  private final Function<T, Collection<?>> claims;
  private final Function<List<T>, List<R>> work;
  private final ReentrantLock lock = new ReentrantLock();

  /** Empty while all lanes are free, shorter than a crowd while one is. */
  private final Queue<Waiting<T, R>> queue = new ArrayDeque<>();

  private int freeLanes;

  /**
   * @param lanes transactions at once, 1 or more
   * @param crowd how many have to wait before a second lane is taken, and each further one: fewer
   *     would make transactions smaller, and so the work of all more; 1 or more
   * @param most callers in one transaction, 1 or more
   * @param claims what a caller touches: two that touch the same do not share a transaction
   * @param work does what callers want, all or nothing, and tells what each is told, in their order
   */
  SharedTransactions(
      int lanes,
      int crowd,
      int most,
      Function<T, Collection<?>> claims,
      Function<List<T>, List<R>> work) {
    this.lanes = lanes;
    this.freeLanes = lanes;
    this.crowd = crowd;
    this.most = most;
    this.claims = claims;
    this.work = work;
  }

  /**
   * @throws RuntimeException what the work threw, for all who shared it
   */
  R run(T wanted) {
    var mine = new Waiting<T, R>(wanted);
    List<Waiting<T, R>> company = findsAllFree(mine) ? List.of(mine) : mine.turn.join();
    if (!company.isEmpty()) {
      serve(company);
    }
    return mine.result();
  }

  /** How many wait for a lane. */
  int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  /** Else it waits for its turn, which it may be the one to bring about. */
  private boolean findsAllFree(Waiting<T, R> mine) {
    lock.lock();
    try {
      if (freeLanes == lanes) {
        freeLanes--;
        return true;
      }
      queue.add(mine);
      if (freeLanes > 0 && queue.size() >= crowd) {
        freeLanes--;
        startNext();
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void serve(List<Waiting<T, R>> company) {
    try {
      List<R> results = work.apply(company.stream().map(Waiting::wanted).toList());
      for (int i = 0; i < results.size(); i++) {
        company.get(i).told.complete(results.get(i));
      }
    } catch (RuntimeException | Error failure) {
      company.forEach(each -> each.told.completeExceptionally(failure));
    } finally {
      passLaneOn();
      company.forEach(each -> each.turn.complete(List.of()));
    }
  }

  private void passLaneOn() {
    lock.lock();
    try {
      if (queue.isEmpty()) {
        freeLanes++;
      } else {
        startNext();
      }
    } finally {
      lock.unlock();
    }
  }

  private void startNext() {
    List<Waiting<T, R>> company = company();
    company.getFirst().turn.complete(company);
  }

  /** The first who wait, as far as they do not get into each other's way; at least one. */
  private List<Waiting<T, R>> company() {
    List<Waiting<T, R>> company = new ArrayList<>();
    Set<Object> claimed = new HashSet<>();
    while (company.size() < most
        && !queue.isEmpty()
        && claims.apply(queue.element().wanted).stream().allMatch(claimed::add)) {
      company.add(queue.remove());
    }
    return company;
  }

  /**
   * A caller.
   *
   * @param turn completed once: with those to work for, itself first, or with nobody if it was
   *     served
   */
  private record Waiting<T, R>(
      T wanted, CompletableFuture<List<Waiting<T, R>>> turn, CompletableFuture<R> told) {
    Waiting(T wanted) {
      this(wanted, new CompletableFuture<>(), new CompletableFuture<>());
    }

    R result() {
      try {
        return told.join();
      } catch (CompletionException e) {
        switch (e.getCause()) {
          case RuntimeException failure -> throw failure;
          case Error failure -> throw failure;
          case null, default -> throw e;
        }
      }
    }
  }
}
