// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.exposure.Revision;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Revises stored keys, inside a transaction. */
final class ReviseKeys {
  private ReviseKeys() {}

  /**
   * Locks the rows in the order of their keys, so that no two callers wait for each other.
   *
   * @return whether each key is stored and was never revised
   */
  static boolean lock(Handle handle, List<Revision> revisions) {
    return handle
            .createQuery(
                """
                SELECT key FROM exposure
                WHERE key = ANY (:keys) AND revised_at IS NULL
                ORDER BY key
                FOR UPDATE
                """)
            .bind("keys", ArrayArgument.bytes(revisions, Revision::keyData))
            .mapTo(byte[].class)
            .list()
            .size()
        == revisions.size();
  }

  static void revise(Handle handle, List<Revision> revisions) {
    Update update =
        handle.createUpdate(
            """
            WITH opened AS MATERIALIZED (
              SELECT requested, open_window(requested) AS opens
              FROM (SELECT DISTINCT unnest(:windows) AS requested) AS window_start
            ), authority AS MATERIALIZED (
              SELECT name, intern_issuer(name) AS id
              FROM unnest(:issuers) AS named (name)
            )
            UPDATE exposure
            SET revised_report_type = type, revised_transmission_risk = risk,
                revised_days_since_onset = onset, revised_health_authority = authority.id,
                revised_at = opens
            FROM unnest(:keys, :types, :risks, :onsets, :authorities, :windows)
                AS revision (revised_key, type, risk, onset, revised_by, revised_in)
            JOIN opened ON requested = revised_in
            LEFT JOIN authority ON name = revised_by
            WHERE key = revised_key
            """);
    update
        .bind("keys", ArrayArgument.bytes(revisions, Revision::keyData))
        .bind(
            "types",
            ArrayArgument.optionalInts(revisions, row -> Codes.of(row.diagnosis().reportType())))
        .bind("risks", ArrayArgument.ints(revisions, row -> row.diagnosis().transmissionRisk()))
        .bind(
            "onsets",
            ArrayArgument.optionalInts(revisions, row -> row.diagnosis().daysSinceOnset()))
        .bind("authorities", ArrayArgument.optionalTexts(revisions, Revision::healthAuthority))
        .bind("windows", ArrayArgument.instants(revisions, Revision::revisedAt))
        .bind("issuers", ArrayArgument.texts(issuers(revisions)))
        .execute();
  }

  private static List<String> issuers(List<Revision> revisions) {
    return revisions.stream()
        .map(Revision::healthAuthority)
        .flatMap(Optional::stream)
        .distinct()
        .sorted()
        .toList();
  }
}
