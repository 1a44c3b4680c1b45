// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.time.Instant;
import java.util.List;
import org.exposurenotifications.ports.export.ExportFileStore;

final class PostgresExportFileStore implements ExportFileStore {
  private final Database database;

  PostgresExportFileStore(Database database) {
    this.database = database;
  }

  @Override
  public int withdraw(Instant cutoff) {
    return database.call(
        "withdraw old files",
        handle ->
            handle
                .createUpdate(
                    """
                    WITH old AS MATERIALIZED (
                      SELECT f.bucket, f.object_name, f.filename_root
                      FROM export_file f JOIN export_batch b ON b.id = f.batch
                      WHERE f.withdrawn_in IS NULL AND b.starts_at <= :cutoff
                    ), place AS MATERIALIZED (
                      SELECT bucket, filename_root FROM export_index
                      WHERE (bucket, filename_root) IN (SELECT bucket, filename_root FROM old)
                      ORDER BY bucket, filename_root
                      FOR UPDATE
                    ), raised AS (
                      UPDATE export_index i SET generation = generation + 1
                      FROM place p
                      WHERE i.bucket = p.bucket AND i.filename_root = p.filename_root
                      RETURNING i.bucket, i.filename_root, i.generation
                    )
                    UPDATE export_file f SET withdrawn_in = r.generation
                    FROM old o JOIN raised r USING (bucket, filename_root)
                    WHERE f.bucket = o.bucket AND f.object_name = o.object_name
                      AND f.withdrawn_in IS NULL
                    """)
                .bind("cutoff", cutoff)
                .execute());
  }

  @Override
  public List<Place> staleIndexes() {
    return database.call(
        "find stale indexes",
        handle ->
            handle
                .createQuery(
                    """
                    SELECT bucket, filename_root FROM export_index
                    WHERE written < generation
                    ORDER BY bucket, filename_root
                    """)
                .map((row, _) -> new Place(row.getString(1), row.getString(2)))
                .list());
  }

  @Override
  public Index index(Place place) {
    return database.transact("read an index", handle -> ListFiles.run(handle, place));
  }

  @Override
  public void indexWritten(Index index) {
    database.call(
        "note a written index",
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE export_index SET written = :generation
                    WHERE bucket = :bucket AND filename_root = :root AND written < :generation
                    """)
                .bind("generation", index.generation())
                .bind("bucket", index.place().bucket())
                .bind("root", index.place().filenameRoot())
                .execute());
  }

  @Override
  public List<ExportFile> deletable(Instant cutoff, int limit) {
    return database.call(
        "find withdrawn files",
        handle ->
            handle
                .createQuery(
                    """
                    SELECT f.bucket, f.object_name
                    FROM export_file f
                    JOIN export_batch b ON b.id = f.batch
                    JOIN export_index i
                      ON i.bucket = f.bucket AND i.filename_root = f.filename_root
                    WHERE f.withdrawn_in <= i.written AND b.ends_at < :cutoff
                    ORDER BY b.ends_at, b.starts_at, f.object_name
                    LIMIT :limit
                    """)
                .bind("cutoff", cutoff)
                .bind("limit", limit)
                .map((row, _) -> new ExportFile(row.getString(1), row.getString(2)))
                .list());
  }

  @Override
  public void deleted(ExportFile file) {
    database.call(
        "forget a deleted file",
        handle ->
            handle
                .createUpdate(
                    "DELETE FROM export_file WHERE bucket = :bucket AND object_name = :name")
                .bind("bucket", file.bucket())
                .bind("name", file.objectName())
                .execute());
  }

  @Override
  public int deleteBatches(Instant cutoff) {
    return database.call(
        "delete old batches",
        handle ->
            handle
                .createUpdate(
                    """
                    DELETE FROM export_batch b
                    WHERE done AND ends_at < :cutoff
                      AND NOT EXISTS (SELECT FROM export_file WHERE batch = b.id)
                      AND ends_at < (SELECT max(ends_at) FROM export_batch latest
                                     WHERE latest.export_config = b.export_config)
                    """)
                .bind("cutoff", cutoff)
                .execute());
  }
}
