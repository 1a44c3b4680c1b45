// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.config.BatchPlan;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.FileLayout;
import org.exposurenotifications.ports.export.Padding;
import org.exposurenotifications.ports.export.Planning;
import org.exposurenotifications.ports.export.UnfinishedBatch;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

final class PostgresBatchStore implements BatchStore {
  private final Database database;

  PostgresBatchStore(Database database) {
    this.database = database;
  }

  @Override
  public Planning planning() {
    return database.call("read what is planned", PlanNextBatches::planning);
  }

  @Override
  public boolean plan(Planning planning, Collection<BatchPlan> batches, Padding padding) {
    try {
      return database.transact(
          "plan batches", handle -> PlanNextBatches.run(handle, planning, batches, padding));
    } catch (PortFailure.Permanent failure) {
      if (Failures.isDuplicate(failure)) {
        throw new PortFailure.Permanent(
            "Cannot plan batches: a random key exists already; check the random source",
            failure.getCause());
      }
      throw failure;
    }
  }

  @Override
  public Optional<Batch> lease(Instant now, Instant endsBy, Duration duration) {
    return database.call(
        "lease a batch", handle -> LeaseNextBatch.run(handle, now, endsBy, now.plus(duration)));
  }

  @Override
  public boolean renew(Batch batch, Instant now, Duration duration) {
    return database.call(
        "renew a batch's lease",
        handle ->
            held(
                        batch,
                        handle.createUpdate(
                            """
                            UPDATE export_batch SET leased_until = :until
                            WHERE id = :id AND fence = :fence AND leased_until IS NOT NULL
                            """))
                    .bind("until", now.plus(duration))
                    .execute()
                > 0);
  }

  @Override
  public int fail(Batch batch, Instant retryAt, String reason) {
    return database.call(
        "give a batch back",
        handle ->
            held(
                    batch,
                    handle.createQuery(
                        """
                        UPDATE export_batch
                        SET leased_until = NULL, retry_at = :retryAt, failures = failures + 1,
                            last_failure = :reason
                        WHERE id = :id AND fence = :fence AND leased_until IS NOT NULL
                        RETURNING failures
                        """))
                .bind("retryAt", retryAt)
                .bind("reason", reason)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0));
  }

  @Override
  public boolean deadLetter(Batch batch, String reason) {
    return database.call(
        "dead-letter a batch",
        handle ->
            held(
                        batch,
                        handle.createUpdate(
                            """
                            UPDATE export_batch
                            SET leased_until = NULL, retry_at = NULL, failures = failures + 1,
                                last_failure = :reason, dead_letter = true
                            WHERE id = :id AND fence = :fence AND leased_until IS NOT NULL
                            """))
                    .bind("reason", reason)
                    .execute()
                > 0);
  }

  @Override
  public boolean revive(long id) {
    return database.call(
        "revive a batch",
        handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE export_batch SET dead_letter = false, failures = 0, lapses = 0
                        WHERE id = :id AND dead_letter
                        """)
                    .bind("id", id)
                    .execute()
                > 0);
  }

  @Override
  public List<UnfinishedBatch> unfinished() {
    return database.call(
        "read unfinished batches",
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM export_batch WHERE NOT done ORDER BY ends_at, starts_at DESC, id
                    """)
                .map((row, _) -> BatchRows.unfinished(row))
                .list());
  }

  @Override
  public Optional<Batch> seal(Batch batch, FileLayout layout) {
    return database.call(
        "seal a batch",
        handle ->
            held(
                    batch,
                    handle.createQuery(
                        """
                        UPDATE export_batch
                        SET layout_keys = coalesce(layout_keys, :keys),
                            layout_revised_keys = coalesce(layout_revised_keys, :revisedKeys)
                        WHERE id = :id AND fence = :fence AND leased_until IS NOT NULL
                        RETURNING *
                        """))
                .bind("keys", ArrayArgument.ints(layout.files(), FileLayout.Part::keys))
                .bind(
                    "revisedKeys", ArrayArgument.ints(layout.files(), FileLayout.Part::revisedKeys))
                .map((row, _) -> BatchRows.batch(row))
                .findOne());
  }

  @Override
  public boolean complete(Batch batch, List<String> objectNames) {
    return database.transact("complete a batch", handle -> complete(handle, batch, objectNames));
  }

  private static boolean complete(Handle handle, Batch batch, List<String> objectNames) {
    int done =
        held(
                batch,
                handle.createUpdate(
                    """
                    UPDATE export_batch SET done = true, leased_until = NULL
                    WHERE id = :id AND fence = :fence AND leased_until IS NOT NULL
                    """))
            .execute();
    if (done > 0) {
      PublishFiles.run(handle, batch, objectNames);
    }
    return done > 0;
  }

  /** Binds what tells whether the caller's lease is still the batch's. */
  static <S extends SqlStatement<S>> S held(Batch batch, S statement) {
    return statement.bind("id", batch.id()).bind("fence", batch.fence());
  }
}
