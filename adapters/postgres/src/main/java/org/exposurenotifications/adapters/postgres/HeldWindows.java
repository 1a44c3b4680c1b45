// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.exposurenotifications.ports.export.HeldWindow;
import org.jdbi.v3.core.Handle;

/**
 * Finds who holds windows open. Sessions of other users show no more than their process and
 * program, unless this one's user may read all statistics.
 */
final class HeldWindows {
  private HeldWindows() {}

  static List<HeldWindow> before(Handle handle, Instant until) {
    return handle
        .createQuery(
            """
            SELECT to_timestamp(lock.seconds) AS begins, session.xact_start AS since, lock.pid,
                   coalesce(session.usename, '?') AS username,
                   coalesce(nullif(session.application_name, ''), '?') AS program,
                   coalesce(session.state, 'in a state that is not shown') AS state
            FROM (
              SELECT pid, ((classid::bigint << 32) | objid::bigint) - window_lock_base() AS seconds
              FROM pg_locks
              WHERE locktype = 'advisory'
                AND objsubid = 1
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND pid <> pg_backend_pid()
            ) AS lock
            LEFT JOIN pg_stat_activity AS session ON session.pid = lock.pid
            WHERE lock.seconds >= 0 AND lock.seconds < 1::bigint << 40
              AND to_timestamp(lock.seconds) < :until
            ORDER BY lock.seconds, session.xact_start
            """)
        .bind("until", until)
        .map((row, _) -> held(row))
        .list();
  }

  private static HeldWindow held(ResultSet row) throws SQLException {
    return new HeldWindow(
        Columns.instant(row, "begins"),
        Columns.optionalInstant(row, "since"),
        "process %s of the database (user %s, program %s, %s)"
            .formatted(
                row.getInt("pid"),
                row.getString("username"),
                row.getString("program"),
                row.getString("state")));
  }
}
