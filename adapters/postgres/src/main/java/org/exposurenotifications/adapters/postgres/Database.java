// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;

/**
 * Runs work on pooled connections. Each operation is named by words that complete the sentence
 * "Cannot …". Thread-safe.
 */
final class Database implements AutoCloseable {
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final Duration exportTimeout;

  Database(PostgresConfig config) {
    pool = Connections.pool(config);
    exportTimeout = config.exportTimeout();
    jdbi =
        Jdbi.create(pool)
            .registerArgument(new InstantArguments())
            .registerArgument(new BytesArguments());
    // else "<" begins a template's attribute
    jdbi.getConfig(SqlStatements.class).setTemplateEngine((sql, _) -> sql);
  }

  /** Each statement is its own transaction. */
  <T> T call(String operation, Function<Handle, T> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException failure) {
      throw Failures.translate(operation, failure);
    }
  }

  /** All in one transaction, which any exception rolls back. */
  <T> T transact(String operation, Function<Handle, T> work) {
    try {
      return jdbi.inTransaction(work::apply);
    } catch (JdbiException failure) {
      throw Failures.translate(operation, failure);
    }
  }

  /**
   * All as of one moment, without changes, and with the time that reading for an export may take.
   */
  <T> T read(String operation, Function<Handle, T> work) {
    try {
      return jdbi.inTransaction(handle -> work.apply(patient(handle)));
    } catch (JdbiException | SQLException failure) {
      throw Failures.translate(operation, failure);
    }
  }

  /**
   * A connection that reads all as of one moment, with the time that reading for an export may
   * take.
   *
   * @return in a transaction without changes; to be closed
   */
  Handle snapshot(String operation) {
    Handle handle = open(operation);
    try {
      handle.begin();
      return patient(handle);
    } catch (JdbiException | SQLException failure) {
      handle.close();
      throw Failures.translate(operation, failure);
    }
  }

  private Handle open(String operation) {
    try {
      return jdbi.open();
    } catch (JdbiException failure) {
      throw Failures.translate(operation, failure);
    }
  }

  /**
   * Of this transaction alone: a connection of the pool never has another level than open_window()
   * needs. The reader pauses while what it has read is being written.
   */
  private Handle patient(Handle handle) throws SQLException {
    handle.execute(
        """
        SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
        SET LOCAL enable_seqscan = on;
        SET LOCAL statement_timeout = %1$s;
        SET LOCAL idle_in_transaction_session_timeout = %1$s
        """
            .formatted(exportTimeout.toMillis()));
    handle
        .getConnection()
        .setNetworkTimeout(
            Runnable::run, Math.toIntExact(exportTimeout.plus(Connections.GRACE).toMillis()));
    return handle;
  }

  @Override
  public void close() {
    pool.close();
  }
}
