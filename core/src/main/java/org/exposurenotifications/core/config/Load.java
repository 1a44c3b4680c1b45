// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.config;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One load of a cached value, and those who wait for it. */
final class Load<V> {
  private final CompletableFuture<Cached.Entry<V>> end = new CompletableFuture<>();

  static <V> Load<V> ended(Cached.Entry<V> entry) {
    Load<V> load = new Load<>();
    load.end(entry, null);
    return load;
  }

  /**
   * @param failure null if the load succeeded; then there is an entry
   */
  void end(Cached.@Nullable Entry<V> entry, @Nullable RuntimeException failure) {
    if (failure == null) {
      end.complete(entry);
    } else {
      end.completeExceptionally(failure);
    }
  }

  /**
   * @throws StillLoading if it does not end in time
   * @throws RuntimeException what the source threw
   */
  Cached.Entry<V> await(Duration longest) {
    try {
      return end.get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    } catch (TimeoutException _) {
      throw new StillLoading("loading takes too long");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StillLoading("interrupted while waiting for a load");
    }
  }
}
