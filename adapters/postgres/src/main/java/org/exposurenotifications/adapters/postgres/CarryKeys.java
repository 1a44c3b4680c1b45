// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.util.List;
import java.util.stream.Stream;
import org.exposurenotifications.ports.exposure.Revision;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Stores keys of the Go server, in the windows that they have there. */
final class CarryKeys {
  private static final String SQL =
      """
      WITH known AS MATERIALIZED (
        SELECT key FROM exposure JOIN unnest(:newKeys) AS wanted (key) USING (key)
      ), stored AS (
      INSERT INTO exposure (key, regions, traveler, rolling_start, rolling_period,
                            transmission_risk, report_type, days_since_onset, health_authority,
                            created_at, revised_report_type, revised_transmission_risk,
                            revised_days_since_onset, revised_at)
      SELECT key, string_to_array(regions, ','), traveler, rolling_start, rolling_period,
             transmission_risk, report_type, days_since_onset, named.id, created_at, revised_type,
             revised_risk, revised_onset, revised_at
      FROM %s
      JOIN unnest(:newKeys, :revisedTypes, :revisedRisks, :revisedOnsets, :revisedWindows)
             AS revised (key, revised_type, revised_risk, revised_onset, revised_at) USING (key)
      LEFT JOIN (SELECT name, intern_issuer(name) AS id
                 FROM unnest(:issuers) AS wanted (name)) AS named
        ON name = authority
      ORDER BY key
      ON CONFLICT (key) DO UPDATE
      SET revised_report_type = excluded.revised_report_type,
          revised_transmission_risk = excluded.revised_transmission_risk,
          revised_days_since_onset = excluded.revised_days_since_onset,
          revised_at = excluded.revised_at
      WHERE exposure.revised_at IS NULL AND excluded.revised_at IS NOT NULL
      RETURNING key, created_at, revised_at
      )
      SELECT count(*) AS changed,
             count(*) FILTER (WHERE created_at < closed_until AND key NOT IN (SELECT key FROM known)
                                 OR revised_at < closed_until) AS late
      FROM stored, export_horizon
      """
          .formatted(ExposureRows.SQL);

  private CarryKeys() {}

  /**
   * What became of some keys.
   *
   * @param changed how many were added or revised
   * @param late how many of those are in a window that is closed
   */
  record Stored(long changed, long late) {}

  /**
   * @param keys each once
   */
  static Stored run(Handle handle, List<ReferenceKey> keys) {
    var exposures = keys.stream().map(ReferenceKey::exposure).toList();
    Query insert = handle.createQuery(SQL);
    ExposureRows.bind(insert, exposures);
    return insert
        .bind("issuers", ArrayArgument.texts(ExposureRows.issuers(exposures, Stream.empty())))
        .bind(
            "revisedTypes",
            ArrayArgument.optionalInts(
                keys,
                key -> Codes.of(key.revision().flatMap(change -> change.diagnosis().reportType()))))
        .bind(
            "revisedRisks",
            ArrayArgument.optionalInts(
                keys,
                key ->
                    key.revision().stream()
                        .mapToInt(change -> change.diagnosis().transmissionRisk())
                        .findFirst()))
        .bind(
            "revisedOnsets",
            ArrayArgument.optionalInts(
                keys,
                key ->
                    key.revision().stream()
                        .flatMapToInt(change -> change.diagnosis().daysSinceOnset().stream())
                        .findFirst()))
        .bind(
            "revisedWindows",
            ArrayArgument.optionalInstants(keys, key -> key.revision().map(Revision::revisedAt)))
        .map((row, _) -> new Stored(row.getLong("changed"), row.getLong("late")))
        .one();
  }
}
