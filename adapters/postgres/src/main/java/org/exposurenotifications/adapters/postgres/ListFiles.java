// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.export.ExportFileStore.Index;
import org.exposurenotifications.ports.export.ExportFileStore.Place;
import org.jdbi.v3.core.Handle;

/**
 * Reads an index, inside a transaction that locks it, and notes which files it names for the first
 * time: their lines keep their order from then on.
 */
final class ListFiles {
  private ListFiles() {}

  static Index run(Handle handle, Place place) {
    Optional<Long> generation =
        handle
            .createQuery(
                """
                SELECT generation FROM export_index
                WHERE bucket = :bucket AND filename_root = :root
                FOR UPDATE
                """)
            .bind("bucket", place.bucket())
            .bind("root", place.filenameRoot())
            .mapTo(Long.class)
            .findOne();
    generation.ifPresent(current -> list(handle, place, current));
    return new Index(place, generation.orElse(1L), names(handle, place));
  }

  private static void list(Handle handle, Place place, long generation) {
    handle
        .createUpdate(
            """
            UPDATE export_file SET listed_in = :generation
            WHERE bucket = :bucket AND filename_root = :root
              AND withdrawn_in IS NULL AND listed_in IS NULL
            """)
        .bind("generation", generation)
        .bind("bucket", place.bucket())
        .bind("root", place.filenameRoot())
        .execute();
  }

  private static List<String> names(Handle handle, Place place) {
    return handle
        .createQuery(
            """
            SELECT object_name FROM export_file
            WHERE bucket = :bucket AND filename_root = :root AND withdrawn_in IS NULL
            ORDER BY listed_in, object_name
            """)
        .bind("bucket", place.bucket())
        .bind("root", place.filenameRoot())
        .mapTo(String.class)
        .list();
  }
}
