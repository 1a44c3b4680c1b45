// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.time.Instant;
import java.util.Optional;
import org.exposurenotifications.ports.export.Batch;
import org.jdbi.v3.core.Handle;

/** Finds the next batch and leases it; passes over one that another caller is changing. */
final class LeaseNextBatch {
  private LeaseNextBatch() {}

  static Optional<Batch> run(Handle handle, Instant now, Instant endsBy, Instant until) {
    return handle
        .createQuery(
            """
            UPDATE export_batch
            SET fence = fence + 1, leased_until = :until,
                -- a worker that gives a batch back or finishes it ends its lease
                lapses = lapses + (leased_until IS NOT NULL)::integer
            WHERE id = (
              SELECT id FROM export_batch
              WHERE NOT done
                AND NOT dead_letter
                -- planned, or cut into files by the version before
                AND (own_round IS NOT NULL OR layout_keys IS NOT NULL)
                AND ends_at <= :endsBy
                AND (leased_until IS NULL OR leased_until <= :now)
                AND (retry_at IS NULL OR retry_at <= :now)
              ORDER BY ends_at, starts_at DESC, id
              LIMIT 1
              FOR UPDATE SKIP LOCKED)
            RETURNING *
            """)
        .bind("now", now)
        .bind("endsBy", endsBy)
        .bind("until", until)
        .map((row, _) -> BatchRows.batch(row))
        .findOne();
  }
}
