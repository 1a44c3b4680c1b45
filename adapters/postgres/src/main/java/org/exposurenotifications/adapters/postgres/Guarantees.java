// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Tries out, with two sessions, what a database has to do that no accepted key is lost: some speak
 * PostgreSQL's protocol and do not. Writes nothing.
 */
final class Guarantees {
  /** So late that no other session has it, or waits for it. */
  private static final String LAST_WINDOW = "9999-12-31T00:00:00Z";

  private static final String ADVICE =
      "; run the server on PostgreSQL itself, see docs/operations/sizing.md";

  private Guarantees() {}

  /**
   * @param source of a database whose tables are up to date
   * @return a sentence for the first that does not hold
   */
  static Optional<String> problem(DataSource source) {
    try (Connection writer = source.getConnection();
        Connection closer = source.getConnection()) {
      if (!KeptSession.isKept(writer, closer)) {
        return Optional.of(KeptSession.PROBLEM + ".");
      }
      writer.setAutoCommit(false);
      if (!showsHeldWindows(writer, closer)) {
        return Optional.of(
            "The database does not show one session the advisory locks of another, so keys could"
                + " miss their export"
                + ADVICE
                + ".");
      }
      if (!seesCommits(writer, closer, "READ COMMITTED")
          || seesCommits(writer, closer, "REPEATABLE READ")) {
        return Optional.of(
            "The database's transactions are not isolated as PostgreSQL's are, so keys could miss"
                + " their export"
                + ADVICE
                + ".");
      }
      return Optional.empty();
    } catch (SQLException failure) {
      throw Failures.translate("try out what the database guarantees", failure);
    }
  }

  /** Whether a window is seen to be held while it is, and no longer. */
  private static boolean showsHeldWindows(Connection writer, Connection closer)
      throws SQLException {
    String process = text(writer, "SELECT pg_backend_pid()");
    String _ = text(writer, "SELECT open_window(?::timestamptz)", LAST_WINDOW);
    boolean shown = isHeld(closer, process);
    writer.rollback();
    return shown && !isHeld(closer, process);
  }

  private static boolean isHeld(Connection closer, String process) throws SQLException {
    return "1"
        .equals(
            text(
                closer,
                """
                SELECT count(*) FROM pg_locks
                WHERE locktype = 'advisory' AND objsubid = 1 AND pid = ?::integer
                  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND ((classid::bigint << 32) | objid::bigint)
                      = window_lock_base() + extract(epoch FROM ?::timestamptz)::bigint
                """,
                process,
                LAST_WINDOW));
  }

  /** Whether a transaction that has begun to read sees what another commits meanwhile. */
  private static boolean seesCommits(Connection writer, Connection closer, String level)
      throws SQLException {
    try (PreparedStatement begin =
        writer.prepareStatement("SET TRANSACTION ISOLATION LEVEL " + level)) {
      begin.execute();
    }
    String _ = text(writer, "SELECT pg_current_snapshot()");
    String committed = text(closer, "SELECT pg_current_xact_id()");
    String seen =
        text(writer, "SELECT pg_visible_in_snapshot(?::xid8, pg_current_snapshot())", committed);
    writer.rollback();
    return "t".equals(seen);
  }

  private static String text(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return String.valueOf(row.getString(1));
      }
    }
  }
}
