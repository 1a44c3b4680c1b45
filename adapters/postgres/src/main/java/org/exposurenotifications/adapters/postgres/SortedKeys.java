// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.export.ExportKey;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Reads keys in ascending order: range by range in the database's order, which is the fastest way
 * out of it, and sorts each range here. The next is read while this one is being used. So memory is
 * that of two ranges, however many keys there are. Not thread-safe.
 */
final class SortedKeys extends AbstractSpliterator<ExportKey> {
  /** Small at first, so that writing begins soon. */
  private static final int FEWEST_PER_RANGE = KeyRows.MOST / 8;

  /**
   * Each range costs the database one more look at the batch, so of many keys there are more in
   * each. Half of what there is room for: random keys are never so uneven.
   */
  private static final int MOST_PER_RANGE = KeyRows.MOST / 2;

  private static final int RANGES = 8;

  private static final int SIGNATURE = 11;
  private static final int FLAGS = 4;

  private final String operation;
  private final Handle handle;
  private final String sql;
  private final Deque<KeyRange> ranges = new ArrayDeque<>();
  private final int perRange;
  private @Nullable FutureTask<KeyRows> next;
  private KeyRows rows = new KeyRows(0);
  private int rank;

  private SortedKeys(String operation, Handle handle, String sql, List<KeyRange> ranges, int per) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.operation = operation;
    this.handle = handle;
    this.sql = sql;
    this.ranges.addAll(ranges);
    this.perRange = per;
  }

  /**
   * Closing the stream ends the handle's transaction and gives its connection back.
   *
   * @param sql key, rolling start, rolling period, transmission risk, report type and days since
   *     onset; a condition can be appended
   * @param expected about how many rows
   */
  static Stream<ExportKey> stream(String operation, Handle handle, String sql, long expected) {
    long perRange = Math.clamp(expected / RANGES, FEWEST_PER_RANGE, MOST_PER_RANGE);
    List<KeyRange> ranges = KeyRange.all(Math.max(1, Math.ceilDiv(expected, perRange)));
    SortedKeys keys =
        new SortedKeys(operation, handle, sql, ranges, (int) (expected / ranges.size()));
    try {
      keys.advance();
    } catch (RuntimeException failure) {
      keys.close();
      throw failure;
    }
    return StreamSupport.stream(keys, false).onClose(keys::close);
  }

  @Override
  public boolean tryAdvance(Consumer<? super ExportKey> action) {
    while (rank == rows.size()) {
      if (next == null) {
        return false;
      }
      advance();
    }
    action.accept(rows.get(rank++));
    return true;
  }

  /** Takes the rows of the next range, and has those of the one after it read. */
  private void advance() {
    rows = next == null ? read() : taken(next);
    rank = 0;
    next = null;
    if (!ranges.isEmpty()) {
      next = new FutureTask<>(this::read);
      Thread.ofPlatform().daemon().name("export-reader").start(next);
    }
  }

  private static KeyRows taken(FutureTask<KeyRows> task) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading keys", e);
    }
  }

  private KeyRows read() {
    while (true) {
      KeyRange range = ranges.remove();
      KeyRows found = new KeyRows(perRange + perRange / 50);
      if (readAll(range, found)) {
        found.sort();
        return found;
      }
      if (!range.canBeSplit()) {
        throw new PortFailure.Permanent(
            "Cannot " + operation + ": too many keys begin alike to be random", null);
      }
      List<KeyRange> halves = range.halves();
      ranges.addFirst(halves.getLast());
      ranges.addFirst(halves.getFirst());
    }
  }

  /**
   * Reads to the end even if there is no room, since a copy that is cancelled may disturb what
   * comes next on the connection.
   *
   * @return whether there was room for all
   */
  private boolean readAll(KeyRange range, KeyRows found) {
    try {
      CopyOut copy =
          handle
              .getConnection()
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut("COPY (%s AND %s) TO STDOUT (FORMAT binary)".formatted(sql, range.sql()));
      boolean fits = true;
      boolean isFirst = true;
      for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
        ByteBuffer in = ByteBuffer.wrap(message);
        if (isFirst) {
          in.position(SIGNATURE + FLAGS);
          in.position(in.position() + 4 + in.getInt(in.position()));
          isFirst = false;
        }
        fits = fits && add(in, found);
      }
      return fits;
    } catch (SQLException failure) {
      throw Failures.translate(operation, failure);
    }
  }

  private static boolean add(ByteBuffer message, KeyRows found) {
    // a row begins with its number of columns, and -1 is the end
    while (message.hasRemaining() && message.getShort() >= 0) {
      if (found.isFull()) {
        return false;
      }
      found.add(message);
    }
    return true;
  }

  /** What is still being read is broken off with its connection, which the pool replaces. */
  private void close() {
    try (handle) {
      if (next == null) {
        handle.rollback();
      } else {
        handle.getConnection().abort(Runnable::run);
        KeyRows _ = taken(next);
      }
    } catch (SQLException | RuntimeException _) {
      // nothing was changed, and the pool does away with a broken connection
    }
  }
}
