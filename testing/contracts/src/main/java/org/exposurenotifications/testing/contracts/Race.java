// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Runs the same thing in several threads at once. */
final class Race {
  private Race() {}

  /**
   * @param run gets the number of its thread, from 0
   * @return what each thread answered, in the order of their numbers
   */
  static <T> List<T> of(int threads, IntFunction<T> run) {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<T>> answers =
          IntStream.range(0, threads)
              .mapToObj(number ->
                  pool.submit(() -> {
                    start.await();
                    return run.apply(number);
                  }))
              .toList();
      start.countDown();
      return answers.stream().map(Race::answer).toList();
    }
  }

  private static <T> T answer(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new AssertionError("a racing thread failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
