// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Repairs what a clock that was ahead has done, inside one transaction: no plan is made meanwhile,
 * one that was begun before is refused, and a batch that a worker is just publishing is waited for.
 */
final class ReopenWindows {
  private ReopenWindows() {}

  static int run(Handle handle, Instant now, Instant until) {
    handle.execute("UPDATE padding_round SET latest = latest + 1");
    // what a worker commits while this waits is seen by the statements that follow
    handle
        .createQuery("SELECT id FROM export_batch WHERE ends_at > :now ORDER BY id FOR UPDATE")
        .bind("now", now)
        .mapTo(Long.class)
        .list();
    int forgotten =
        handle
            .createUpdate(
                """
                DELETE FROM export_batch AS batch
                WHERE ends_at > :now
                  AND NOT EXISTS (SELECT FROM export_file WHERE batch = batch.id)
                """)
            .bind("now", now)
            .execute();
    handle
        .createUpdate(
            """
            UPDATE export_horizon
            SET closed_until =
              least(closed_until, greatest(:until, (SELECT max(ends_at) FROM export_batch)))
            """)
        .bind("until", until)
        .execute();
    return forgotten;
  }
}
