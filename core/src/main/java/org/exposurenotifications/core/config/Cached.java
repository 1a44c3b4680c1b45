// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.config;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A value that is kept until it is too old.
 *
 * <p>Reading takes no lock. Of several callers that find the value too old, one loads the next and
 * the others wait for it, or fail with it; a failure is not kept. Thread-safe.
 */
public final class Cached<V> {
  private final Source<V> source;
  private final AtomicReference<@Nullable CompletableFuture<V>> flight = new AtomicReference<>();
  private volatile @Nullable Entry<V> entry;

  public Cached(Source<V> source) {
    this.source = source;
  }

  /**
   * The value, loaded less than {@code maxAge} before {@code now}, or by this call.
   *
   * @throws RuntimeException what the source throws
   */
  public V get(Duration maxAge, Instant now) {
    Entry<V> current = entry;
    return current != null && current.isYoungerThan(maxAge, now)
        ? current.value
        : refreshed(maxAge, now);
  }

  private V refreshed(Duration maxAge, Instant now) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> others = flight.compareAndExchange(null, mine);
    if (others != null) {
      return await(others);
    }
    try {
      V value = load(maxAge, now);
      mine.complete(value);
      return value;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      flight.set(null);
    }
  }

  private V load(Duration maxAge, Instant now) {
    Entry<V> current = entry;
    // another flight may have landed between this caller's look and its take-off
    if (current != null && current.isYoungerThan(maxAge, now)) {
      return current.value;
    }
    V value = source.load(Optional.ofNullable(current).map(Entry::value), now);
    entry = new Entry<>(value, now);
    return value;
  }

  private static <V> V await(CompletableFuture<V> flight) {
    try {
      return flight.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** Where the value comes from. */
  @FunctionalInterface
  public interface Source<V> {
    /**
     * @param previous the value so far, too old by now; empty at first
     */
    V load(Optional<V> previous, Instant now);
  }

  private record Entry<V>(V value, Instant loadedAt) {
    boolean isYoungerThan(Duration maxAge, Instant now) {
      return now.isBefore(loadedAt.plus(maxAge));
    }
  }
}
