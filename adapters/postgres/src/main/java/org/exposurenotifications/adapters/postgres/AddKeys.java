// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.StoredExposure;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.exposurenotifications.ports.exposure.Upload;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The one statement of uploads, one or several: it finds which of their keys are stored, and adds
 * and counts each upload of which none is.
 *
 * <p>Who else adds one of the keys at the same moment makes the statement fail as a duplicate, with
 * nothing written: to be run again. Rows are added in the order of their keys, by every statement
 * of this module: so of two that have keys in common one waits for the other, never each for the
 * other.
 */
final class AddKeys {
  /**
   * For each row that a rehearsal does not add it emits a message, which is never NULL and which
   * nobody reads: so its commit waits for the disk as one that adds keys does, and an observer
   * cannot tell them apart by their time.
   */
  private static final String SQL =
      """
      WITH given AS MATERIALIZED (
        SELECT * FROM %s
      ), present AS MATERIALIZED (
        SELECT upload, stored.key, stored.rolling_start, stored.rolling_period,
               stored.report_type, stored.revised_report_type
        FROM given JOIN exposure AS stored USING (key)
      ), opened AS MATERIALIZED (
        SELECT requested, open_window(requested) AS opens
        FROM (SELECT DISTINCT unnest(:kindWindows) AS requested) AS window_start
      ), authority AS MATERIALIZED (
        SELECT name, coalesce((SELECT id FROM issuer WHERE issuer.name = named.name),
                              CASE WHEN effective THEN intern_issuer(name) END) AS id
        FROM unnest(:issuers, :issuersEffective) AS named (name, effective)
      ), kind AS MATERIALIZED (
        SELECT number, string_to_array(regions, ',') AS regions, traveler, authority.id, opens,
               effective
        FROM unnest(:kindRegions, :kindTravelers, :kindAuthorities, :kindWindows, :kindEffective)
               WITH ORDINALITY AS given (regions, traveler, name, requested, effective, number)
        JOIN opened USING (requested)
        LEFT JOIN authority USING (name)
      ), added AS (
        INSERT INTO exposure (key, regions, traveler, rolling_start, rolling_period,
                              transmission_risk, report_type, days_since_onset, health_authority,
                              created_at)
        SELECT key, regions, traveler, rolling_start, rolling_period, transmission_risk,
               report_type, days_since_onset, id, opens
        FROM given JOIN kind ON number = kind
        WHERE upload NOT IN (SELECT upload FROM present)
          AND (effective OR pg_logical_emit_message(true, 'rehearsal', '') IS NULL)
        ORDER BY key
      ), counted AS (
        INSERT INTO publish_statistic (health_authority, hour, platform, keys, revision,
                                       oldest_key_days, onset_days)
        SELECT id, hour, platform, keys, revision, oldest_key_days, onset_days
        FROM unnest(:countedUploads, :countedNames, :hours, :platforms, :keyCounts, :revisions,
                    :oldestKeyDays, :onsetDays)
               AS counted (upload, name, hour, platform, keys, revision, oldest_key_days,
                           onset_days)
        JOIN authority USING (name)
        WHERE upload NOT IN (SELECT upload FROM present)
      )
      SELECT * FROM present ORDER BY key
      """
          .formatted(UploadRows.SQL);

  private AddKeys() {}

  /** Of a single upload, likewise. */
  static List<StoredExposure> run(Handle handle, Upload upload) {
    return run(handle, List.of(new WantedUpload(upload, true))).getFirst();
  }

  /**
   * @param uploads no two with a key in common
   * @return for each upload its stored keys in ascending order; none if it took effect
   */
  static List<List<StoredExposure>> run(Handle handle, List<WantedUpload> uploads) {
    Query query = handle.createQuery(SQL);
    UploadRows.bind(query, uploads);
    List<List<StoredExposure>> present =
        Stream.<List<StoredExposure>>generate(ArrayList::new).limit(uploads.size()).toList();
    query
        .map((row, _) -> present.get(row.getInt("upload")).add(storedExposure(row)))
        .forEach(_ -> {});
    return present;
  }

  /** What breaks the rules, since something else wrote it, is brought into their range. */
  private static StoredExposure storedExposure(ResultSet row) throws SQLException {
    return new StoredExposure(
        new TemporaryExposureKey(
            Columns.bytes(row, "key"),
            new IntervalNumber(Math.max(0, row.getInt("rolling_start"))),
            Math.clamp(row.getInt("rolling_period"), 1, IntervalNumber.PER_DAY)),
        Codes.reportType(row, "report_type"),
        Codes.reportType(row, "revised_report_type"));
  }
}
