// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.config;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A value that is reloaded in the background while callers use the last one.
 *
 * <p>At most one load is under way. Callers wait for it only if there is no usable value, and then
 * only as long, and only as many, as {@link Patience} says. A failed load is not kept: the next
 * caller starts another. Thread-safe.
 */
public final class Cached<V> {
  private final Source<V> source;
  private final Executor background;
  private final Patience patience;
  private final Semaphore places;
  private final Object lock = new Object();
  private volatile @Nullable Load<V> underWay;
  private volatile @Nullable Entry<V> entry;

  /**
   * @param background runs loads; a load may block for as long as the source does
   */
  public Cached(Source<V> source, Executor background, Patience patience) {
    this.source = source;
    this.background = background;
    this.patience = patience;
    this.places = new Semaphore(patience.callers());
  }

  /**
   * The value, loaded less than twice {@code maxAge} ago. From half of {@code maxAge} on a reload
   * is started in the background, so with steady calls and a source that works, a change is seen
   * within {@code maxAge}.
   *
   * @param maxAge zero loads anew for each call
   * @throws StillLoading if there is no usable value, and waiting for one takes too long
   * @throws RuntimeException what the source throws, if there is no usable value
   */
  public V get(Duration maxAge, Instant now) {
    Duration limit = maxAge.multipliedBy(2);
    Entry<V> current = entry;
    if (current == null || !current.isYoungerThan(limit, now)) {
      return awaited(limit, now);
    }
    if (current.isYoungerThan(maxAge.dividedBy(2), now)) {
      return current.value;
    }
    if (underWay == null) {
      var _ = loadUnlessYoungerThan(maxAge.dividedBy(2), now);
    }
    Entry<V> latest = entry;
    return latest == null ? current.value : latest.value;
  }

  /**
   * The value, loaded less than {@code maxAge} ago; an older one is not used, but waited for.
   *
   * @throws StillLoading if waiting takes too long
   * @throws RuntimeException what the source throws
   */
  public V fresh(Duration maxAge, Instant now) {
    Entry<V> current = entry;
    return current != null && current.isYoungerThan(maxAge, now)
        ? current.value
        : awaited(maxAge, now);
  }

  private V awaited(Duration limit, Instant now) {
    if (!places.tryAcquire()) {
      throw new StillLoading("too many callers wait for this to be loaded");
    }
    try {
      // this one began before the call, so what it brings may be too old; the next cannot be
      Load<V> earlier = underWay;
      while (true) {
        Load<V> load = loadUnlessYoungerThan(limit, now);
        Entry<V> loaded = load.await(patience.longest());
        if (load != earlier || loaded.isYoungerThan(limit, now)) {
          return loaded.value;
        }
      }
    } finally {
      places.release();
    }
  }

  /** The load under way or a new one; if the value is young enough, one that has ended. */
  private Load<V> loadUnlessYoungerThan(Duration age, Instant now) {
    Load<V> mine = new Load<>();
    synchronized (lock) {
      Entry<V> current = entry;
      if (current != null && current.isYoungerThan(age, now)) {
        return Load.ended(current);
      }
      Load<V> others = underWay;
      if (others != null) {
        return others;
      }
      underWay = mine;
    }
    try {
      background.execute(() -> run(mine, now));
    } catch (RejectedExecutionException _) {
      land(mine, entry, new StillLoading("the server is stopping"));
    }
    return mine;
  }

  private void run(Load<V> load, Instant now) {
    Entry<V> next = entry;
    // an Error is for the thread to die of, but no caller may be left waiting
    @Nullable RuntimeException failure = new StillLoading("a load broke off");
    try {
      next = new Entry<>(source.load(Optional.ofNullable(next).map(Entry::value), now), now);
      failure = null;
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      land(load, next, failure);
    }
  }

  private void land(Load<V> load, @Nullable Entry<V> next, @Nullable RuntimeException failure) {
    synchronized (lock) {
      entry = next;
      underWay = null;
    }
    load.end(next, failure);
  }

  /**
   * How callers wait while there is nothing to use.
   *
   * @param longest how long a caller waits for one load, of which it may need two
   * @param callers how many wait at once; the others are refused
   */
  public record Patience(Duration longest, int callers) {}

  /** Where the value comes from. */
  @FunctionalInterface
  public interface Source<V> {
    /**
     * @param previous the value so far, too old by now; empty at first
     */
    V load(Optional<V> previous, Instant now);
  }

  /**
   * @param loadedAt when the load began
   */
  record Entry<V>(V value, Instant loadedAt) {
    boolean isYoungerThan(Duration age, Instant now) {
      return now.isBefore(loadedAt.plus(age));
    }
  }
}
