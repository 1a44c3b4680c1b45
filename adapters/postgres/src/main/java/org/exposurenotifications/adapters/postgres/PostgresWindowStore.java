// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.export.HeldWindow;
import org.exposurenotifications.ports.export.WindowStore;
import org.jdbi.v3.core.Handle;

/**
 * The other half is the function {@code open_window}, where the reason stands why this is right.
 */
final class PostgresWindowStore implements WindowStore {
  private final Database database;

  PostgresWindowStore(Database database) {
    this.database = database;
  }

  @Override
  public Instant closeBefore(Instant until) {
    return database.call("close publish windows", handle -> close(handle, until));
  }

  @Override
  public Optional<Instant> closedUntil() {
    return database.call(
        "read which windows are closed",
        handle ->
            handle
                .createQuery(
                    "SELECT nullif(closed_until, '-infinity') AS closed_until FROM export_horizon")
                .map((row, _) -> Columns.optionalInstant(row, "closed_until"))
                .one());
  }

  @Override
  public List<HeldWindow> held(Instant until) {
    return database.call("find who holds windows", handle -> HeldWindows.before(handle, until));
  }

  @Override
  public int reopen(Instant now, Instant until) {
    return database.transact("open windows again", handle -> ReopenWindows.run(handle, now, until));
  }

  /** Two transactions on purpose: the first is committed before the second looks for writers. */
  private static Instant close(Handle handle, Instant until) {
    handle
        .createUpdate("UPDATE export_horizon SET closed_until = :until WHERE closed_until < :until")
        .bind("until", until)
        .execute();
    return handle
        .createQuery("SELECT coalesce(held_window_before(:until), :until) AS complete_before")
        .bind("until", until)
        .map((row, _) -> Columns.instant(row, "complete_before"))
        .one();
  }
}
