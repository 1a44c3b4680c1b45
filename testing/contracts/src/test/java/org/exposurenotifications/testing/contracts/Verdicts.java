// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Verdicts on adapters that spend their time waiting, found at once. */
final class Verdicts {
  private final Map<Class<?>, CompletableFuture<List<String>>> verdicts;

  /**
   * @param clausesAtOnce of each adapter
   */
  Verdicts(int clausesAtOnce, Class<?>... contractTests) {
    verdicts =
        Arrays.stream(contractTests)
            .collect(Collectors.toMap(Function.identity(), each -> begin(each, clausesAtOnce)));
  }

  /** As {@link Verdict#failedClauses}. */
  List<String> of(Class<?> contractTest) {
    return Objects.requireNonNull(verdicts.get(contractTest)).join();
  }

  private static CompletableFuture<List<String>> begin(Class<?> contractTest, int clausesAtOnce) {
    CompletableFuture<List<String>> verdict = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            verdict.complete(Verdict.failedClauses(contractTest, clausesAtOnce));
          } catch (Throwable e) {
            verdict.completeExceptionally(e);
          }
        });
    return verdict;
  }
}
