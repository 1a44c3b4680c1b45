// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Finds out whether a connection keeps its session of the database between transactions. Behind a
 * pooler of transactions it does not: a prepared statement, such as COMMIT, may then be another
 * client's, so that what was answered is not what was done. Decision 30.
 */
final class KeptSession {
  /** SQLSTATE of our own. */
  static final String NOT_KEPT = "KS001";

  static final String PROBLEM =
      "DB_HOST leads to a pooler that hands out a connection for one transaction only; let it pool"
          + " sessions (PgBouncer: pool_mode = session), or let DB_HOST and DB_PORT lead to the"
          + " database itself";

  /** For a message that takes no time, on a machine that may be busy. */
  private static final int PATIENCE_MILLIS = 5_000;

  private KeptSession() {}

  /** Whether the process that answers is another than the one that the connection was made to. */
  static boolean isPooled(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getBackendPID() != process(connection);
  }

  /**
   * @param other to the same database
   */
  static void require(Connection connection, Connection other) throws SQLException {
    if (!isKept(connection, other)) {
      throw new SQLException(PROBLEM, NOT_KEPT);
    }
  }

  /**
   * Sends a message to the connection while it is idle: it arrives only if the connection has a
   * session even then. Where one process answers both, there is no need to wait for it.
   */
  static boolean isKept(Connection connection, Connection other) throws SQLException {
    if (process(connection) == process(other)) {
      return false;
    }
    String channel = "keyserver_" + text(other, "SELECT gen_random_uuid()");
    execute(connection, "LISTEN \"" + channel + '"');
    execute(other, "NOTIFY \"" + channel + '"');
    PGNotification[] arrived =
        connection.unwrap(PGConnection.class).getNotifications(PATIENCE_MILLIS);
    boolean kept =
        arrived != null && Stream.of(arrived).anyMatch(each -> each.getName().equals(channel));
    if (kept) {
      execute(connection, "UNLISTEN \"" + channel + '"');
    }
    return kept;
  }

  private static int process(Connection connection) throws SQLException {
    return Integer.parseInt(text(connection, "SELECT pg_backend_pid()"));
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
