// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import org.exposurenotifications.adapters.postgres.ReferenceBatches.ReferenceBatch;
import org.exposurenotifications.adapters.postgres.ReferenceBatches.ReferenceFile;
import org.jdbi.v3.core.Handle;

/** Stores a batch of the Go server and its files, inside a transaction. */
final class CarryBatch {
  private CarryBatch() {}

  static void run(Handle handle, ReferenceBatch batch, int maxRecords) {
    addBatch(handle, batch, maxRecords);
    addIndex(handle, batch);
    if (!batch.files().isEmpty()) {
      addFiles(handle, batch);
    }
  }

  /** What the Go server did since an earlier run is done, unless this server has begun with it. */
  private static void addBatch(Handle handle, ReferenceBatch batch, int maxRecords) {
    ExportSettings.bind(
            handle.createUpdate(
                """
                INSERT INTO export_batch (export_config, bucket, filename_root, starts_at, ends_at,
                                          output_region, input_regions, exclude_regions,
                                          include_travelers, only_non_travelers, max_records,
                                          signature_infos, done)
                VALUES (:name, :bucket, :filenameRoot, :start, :end, :outputRegion, :inputRegions,
                        :excludeRegions, :includeTravelers, :onlyNonTravelers,
                        coalesce(:maxRecords, :defaultMaxRecords), :signatureInfos, :done)
                ON CONFLICT (export_config, starts_at, ends_at) DO UPDATE SET done = true
                WHERE excluded.done AND NOT export_batch.done
                  AND export_batch.leased_until IS NULL AND export_batch.layout_keys IS NULL
                """),
            batch.export())
        .bind("start", batch.window().start())
        .bind("end", batch.window().end())
        .bind("defaultMaxRecords", maxRecords)
        .bind("done", batch.done())
        .execute();
  }

  /** Not yet written: the first export writes it. */
  private static void addIndex(Handle handle, ReferenceBatch batch) {
    handle
        .createUpdate(
            """
            INSERT INTO export_index (bucket, filename_root) VALUES (:bucket, :root)
            ON CONFLICT (bucket, filename_root) DO NOTHING
            """)
        .bind("bucket", batch.export().bucket())
        .bind("root", batch.export().filenameRoot())
        .execute();
  }

  private static void addFiles(Handle handle, ReferenceBatch batch) {
    handle
        .createUpdate(
            """
            WITH new AS MATERIALIZED (
              SELECT name, withdrawn FROM unnest(:names, :withdrawn) AS file (name, withdrawn)
              WHERE NOT EXISTS (SELECT FROM export_file
                                WHERE bucket = :bucket AND object_name = name)
            ), raised AS (
              UPDATE export_index SET generation = generation + 1
              WHERE bucket = :bucket AND filename_root = :root AND EXISTS (SELECT FROM new)
              RETURNING generation
            )
            INSERT INTO export_file (bucket, object_name, filename_root, batch, withdrawn_in)
            SELECT :bucket, name, :root, b.id, CASE WHEN withdrawn THEN generation END
            FROM new, raised, export_batch b
            WHERE b.export_config = :name AND b.starts_at = :start AND b.ends_at = :end
            ORDER BY name
            ON CONFLICT (bucket, object_name) DO NOTHING
            """)
        .bind(
            "names",
            ArrayArgument.texts(batch.files().stream().map(ReferenceFile::objectName).toList()))
        .bind("withdrawn", ArrayArgument.booleans(batch.files(), ReferenceFile::withdrawn))
        .bind("bucket", batch.export().bucket())
        .bind("root", batch.export().filenameRoot())
        .bind("name", batch.export().name())
        .bind("start", batch.window().start())
        .bind("end", batch.window().end())
        .execute();
  }
}
