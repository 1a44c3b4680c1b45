// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.FileLayout;
import org.exposurenotifications.ports.exposure.Exposure;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Stores a batch's layout and padding, inside a transaction. The first sealing counts. */
final class SealBatch {
  private SealBatch() {}

  static Optional<Batch> run(
      Handle handle, Batch batch, List<Exposure> padding, FileLayout layout) {
    long round =
        handle
            .createQuery("UPDATE padding_round SET latest = latest + 1 RETURNING latest")
            .mapTo(Long.class)
            .one();
    if (storeLayout(handle, batch, layout, round)) {
      addPadding(handle, padding, round);
    }
    return PostgresBatchStore.held(
            batch,
            handle.createQuery(
                """
                SELECT * FROM export_batch
                WHERE id = :id AND fence = :fence AND leased_until IS NOT NULL
                """))
        .map((row, _) -> BatchRows.batch(row))
        .findOne();
  }

  private static boolean storeLayout(Handle handle, Batch batch, FileLayout layout, long round) {
    Update update =
        handle.createUpdate(
            """
            UPDATE export_batch
            SET layout_keys = :keys, layout_revised_keys = :revisedKeys, own_round = :round
            WHERE id = :id AND fence = :fence AND leased_until IS NOT NULL AND layout_keys IS NULL
            """);
    return PostgresBatchStore.held(batch, update)
            .bind("keys", ArrayArgument.ints(layout.files(), FileLayout.Part::keys))
            .bind("revisedKeys", ArrayArgument.ints(layout.files(), FileLayout.Part::revisedKeys))
            .bind("round", round)
            .execute()
        > 0;
  }

  /** Into the window that each key names, closed or not: it is modelled on what is there. */
  private static void addPadding(Handle handle, List<Exposure> padding, long round) {
    Update insert =
        handle.createUpdate(
            """
            INSERT INTO exposure (key, regions, traveler, rolling_start, rolling_period,
                                  transmission_risk, report_type, days_since_onset,
                                  health_authority, created_at, padding_round)
            SELECT key, string_to_array(regions, ','), traveler, rolling_start, rolling_period,
                   transmission_risk, report_type, days_since_onset,
                   authority.id, created_at, :round
            FROM %s
            LEFT JOIN (SELECT name, intern_issuer(name) AS id
                       FROM unnest(:issuers) AS named (name)) AS authority
              ON name = authority
            ORDER BY key
            """
                .formatted(ExposureRows.SQL));
    ExposureRows.bind(insert, padding);
    insert
        .bind("issuers", ArrayArgument.texts(ExposureRows.issuers(padding, Stream.empty())))
        .bind("round", round)
        .execute();
  }
}
