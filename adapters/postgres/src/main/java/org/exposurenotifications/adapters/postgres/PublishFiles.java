// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.util.List;
import org.exposurenotifications.ports.export.Batch;
import org.jdbi.v3.core.Handle;

/** Makes a done batch's files part of their index, inside its transaction. */
final class PublishFiles {
  private PublishFiles() {}

  static void run(Handle handle, Batch batch, List<String> objectNames) {
    handle
        .createUpdate(
            """
            INSERT INTO export_index (bucket, filename_root)
            SELECT bucket, filename_root FROM export_batch WHERE id = :batch
            ON CONFLICT (bucket, filename_root) DO NOTHING
            """)
        .bind("batch", batch.id())
        .execute();
    if (!objectNames.isEmpty()) {
      raiseGeneration(handle, batch);
      addFiles(handle, batch, objectNames);
    }
  }

  private static void raiseGeneration(Handle handle, Batch batch) {
    handle
        .createUpdate(
            """
            UPDATE export_index SET generation = generation + 1
            WHERE (bucket, filename_root)
                = (SELECT bucket, filename_root FROM export_batch WHERE id = :batch)
            """)
        .bind("batch", batch.id())
        .execute();
  }

  /**
   * An object that was overwritten belongs to the batch that did so. It keeps its line in the
   * index, unless it was withdrawn meanwhile.
   */
  private static void addFiles(Handle handle, Batch batch, List<String> objectNames) {
    handle
        .createUpdate(
            """
            INSERT INTO export_file (bucket, object_name, filename_root, batch)
            SELECT bucket, object_name, filename_root, id
            FROM export_batch, unnest(:names) AS published (object_name)
            WHERE id = :batch
            ORDER BY object_name
            ON CONFLICT (bucket, object_name) DO UPDATE
            SET filename_root = excluded.filename_root, batch = excluded.batch,
                withdrawn_in = NULL,
                listed_in = CASE WHEN export_file.withdrawn_in IS NULL
                                 THEN export_file.listed_in END
            """)
        .bind("batch", batch.id())
        .bind("names", ArrayArgument.texts(objectNames))
        .execute();
  }
}
