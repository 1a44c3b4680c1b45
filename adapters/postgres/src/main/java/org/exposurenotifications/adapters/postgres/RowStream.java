// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.result.ResultIterator;

/** The rows of an open cursor, with failures translated. */
final class RowStream<T> extends AbstractSpliterator<T> {
  private final String operation;
  private final ResultIterator<T> rows;

  private RowStream(String operation, ResultIterator<T> rows) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.operation = operation;
    this.rows = rows;
  }

  /** Closing the stream ends the handle's transaction and gives its connection back. */
  static <T> Stream<T> of(String operation, ResultIterator<T> rows, Handle handle) {
    return StreamSupport.stream(new RowStream<>(operation, rows), false)
        .onClose(() -> close(rows, handle));
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    Optional<T> next = next();
    next.ifPresent(action);
    return next.isPresent();
  }

  private Optional<T> next() {
    try {
      return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
    } catch (JdbiException failure) {
      throw Failures.translate(operation, failure);
    }
  }

  private static void close(ResultIterator<?> rows, Handle handle) {
    try (handle;
        rows) {
      handle.rollback();
    } catch (JdbiException _) {
      // nothing was changed, and the pool does away with a broken connection
    }
  }
}
