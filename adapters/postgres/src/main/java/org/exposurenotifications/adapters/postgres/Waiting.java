// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A caller of {@link SharedTransactions} until it has its answer. */
final class Waiting<T, R> {
  final T wanted;
  final Set<?> claims;

  /** Of its lines, those in which others stand before it; kept by {@link ClaimLines}. */
  int linesBlocked;

  /** Completed once: with the callers to work for, itself first, or with none once answered. */
  private final CompletableFuture<List<Waiting<T, R>>> turn = new CompletableFuture<>();

  private final CompletableFuture<R> answer = new CompletableFuture<>();

  Waiting(T wanted, Set<?> claims) {
    this.wanted = wanted;
    this.claims = claims;
  }

  List<Waiting<T, R>> awaitTurn() {
    return turn.join();
  }

  void lead(List<Waiting<T, R>> company) {
    turn.complete(company);
  }

  /** Has no effect on one that leads. */
  void wake() {
    turn.complete(List.of());
  }

  void answer(R result) {
    answer.complete(result);
  }

  void fail(Throwable failure) {
    answer.completeExceptionally(failure);
  }

  R result() {
    try {
      return answer.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw e;
      }
    }
  }
}
