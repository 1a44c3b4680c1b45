// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.time.Instant;
import java.util.Optional;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchStore;
import org.jdbi.v3.core.Handle;

/**
 * Finds the next batch and leases it, inside a transaction.
 *
 * <p>Leasing is rare and short, so that one caller after the other does it: else two could at once
 * lease two batches that overlap. A batch that its worker is changing at this moment is passed
 * over.
 */
final class LeaseNextBatch {
  private LeaseNextBatch() {}

  static Optional<Batch> run(Handle handle, Instant now, Instant endsBy, Instant until) {
    handle.execute("SELECT latest FROM padding_round FOR UPDATE");
    return handle
        .createQuery(
            """
            UPDATE export_batch
            SET fence = fence + 1, leased_until = :until,
                rounds_seen = CASE WHEN layout_keys IS NULL
                                   THEN (SELECT latest FROM padding_round)
                                   ELSE rounds_seen END
            WHERE id = (
              SELECT id FROM export_batch AS next
              WHERE NOT done
                AND ends_at <= :endsBy
                AND (leased_until IS NULL OR leased_until <= :now)
                AND (retry_at IS NULL OR retry_at <= :now)
                AND NOT EXISTS (
                  SELECT FROM export_batch AS other
                  WHERE NOT other.done
                    AND other.id <> next.id
                    AND (other.include_travelers AND next.include_travelers
                         OR other.input_regions && next.input_regions)
                    AND (other.leased_until > :now
                         OR other.failures < :patience
                            AND (other.ends_at, next.starts_at, other.id)
                              < (next.ends_at, other.starts_at, next.id)))
              ORDER BY ends_at, starts_at DESC, id
              LIMIT 1
              FOR UPDATE SKIP LOCKED)
            RETURNING *
            """)
        .bind("now", now)
        .bind("endsBy", endsBy)
        .bind("until", until)
        .bind("patience", BatchStore.PATIENCE)
        .map((row, _) -> BatchRows.batch(row))
        .findOne();
  }
}
