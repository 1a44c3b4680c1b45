// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.FileLayout;
import org.exposurenotifications.ports.export.Window;
import org.exposurenotifications.ports.exposure.Exposure;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

final class PostgresBatchStore implements BatchStore {
  private final Database database;

  PostgresBatchStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Instant> latestEnd(String exportConfig) {
    return database.call(
        "read the latest batch",
        handle ->
            handle
                .createQuery(
                    "SELECT max(ends_at) AS latest FROM export_batch WHERE export_config = :export")
                .bind("export", exportConfig)
                .map((row, _) -> Columns.optionalInstant(row, "latest"))
                .one());
  }

  @Override
  public int plan(ExportConfig config, Collection<Window> windows, int maxRecords) {
    List<Window> rows = List.copyOf(windows);
    return database.call(
        "plan batches",
        handle ->
            ExportSettings.bind(
                    handle.createUpdate(
                        """
                        INSERT INTO export_batch (export_config, bucket, filename_root, starts_at,
                                                  ends_at, output_region, input_regions,
                                                  exclude_regions, include_travelers,
                                                  only_non_travelers, max_records, signature_infos)
                        SELECT :name, :bucket, :filenameRoot, starts_at, ends_at, :outputRegion,
                               :inputRegions, :excludeRegions, :includeTravelers,
                               :onlyNonTravelers, coalesce(:maxRecords, :defaultMaxRecords),
                               :signatureInfos
                        FROM unnest(:starts, :ends) AS planned (starts_at, ends_at)
                        ORDER BY starts_at, ends_at
                        ON CONFLICT (export_config, starts_at, ends_at) DO NOTHING
                        """),
                    config)
                .bind("defaultMaxRecords", maxRecords)
                .bind("starts", ArrayArgument.instants(rows, Window::start))
                .bind("ends", ArrayArgument.instants(rows, Window::end))
                .execute());
  }

  @Override
  public Optional<Batch> lease(Instant now, Instant endsBy, Duration duration) {
    return database.transact(
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
  public int fail(Batch batch, Instant retryAt) {
    return database.call(
        "give a batch back",
        handle ->
            held(
                    batch,
                    handle.createQuery(
                        """
                        UPDATE export_batch
                        SET leased_until = NULL, retry_at = :retryAt, failures = failures + 1
                        WHERE id = :id AND fence = :fence AND leased_until IS NOT NULL
                        RETURNING failures
                        """))
                .bind("retryAt", retryAt)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0));
  }

  @Override
  public Optional<Batch> seal(Batch batch, Collection<Exposure> padding, FileLayout layout) {
    try {
      return database.transact(
          "seal a batch", handle -> SealBatch.run(handle, batch, List.copyOf(padding), layout));
    } catch (PortFailure.Permanent failure) {
      if (Failures.isDuplicate(failure)) {
        throw new PortFailure.Permanent(
            "Cannot seal a batch: a random key exists already; see to the random source",
            failure.getCause());
      }
      throw failure;
    }
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
