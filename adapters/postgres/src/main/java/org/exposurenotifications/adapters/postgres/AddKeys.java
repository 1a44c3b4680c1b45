// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.StoredExposure;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.exposurenotifications.ports.exposure.Upload;
import org.exposurenotifications.ports.statistics.PublishStatistic;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The one statement of an upload: it finds which of its keys are stored, and only if none is, adds
 * the keys and counts the upload.
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
      WITH present AS MATERIALIZED (
        SELECT key, rolling_start, rolling_period, report_type, revised_report_type
        FROM exposure
        WHERE key = ANY (:keys)
      ), opened AS MATERIALIZED (
        SELECT requested, open_window(requested) AS opens
        FROM (SELECT DISTINCT unnest(:windows) AS requested) AS window_start
      ), authority AS MATERIALIZED (
        SELECT name, coalesce((SELECT id FROM issuer WHERE issuer.name = named.name),
                              CASE WHEN :effective THEN intern_issuer(name) END) AS id
        FROM unnest(:issuers) AS named (name)
      ), added AS (
        INSERT INTO exposure (key, regions, traveler, rolling_start, rolling_period,
                              transmission_risk, report_type, days_since_onset, health_authority,
                              created_at)
        SELECT key, string_to_array(regions, ','), traveler, rolling_start, rolling_period,
               transmission_risk, report_type, days_since_onset, authority.id, opens
        FROM %s
        JOIN opened ON requested = created_at
        LEFT JOIN authority ON name = authority
        WHERE NOT EXISTS (SELECT FROM present)
          AND (:effective OR pg_logical_emit_message(true, 'rehearsal', '') IS NULL)
        ORDER BY key
      ), counted AS (
        INSERT INTO publish_statistic (health_authority, hour, platform, keys, revision,
                                       oldest_key_days, onset_days)
        SELECT id, CAST(:hour AS timestamptz), :platform, :keyCount, :revision, :oldestKeyDays, :onsetDays
        FROM authority
        WHERE name = :counted AND :effective AND NOT EXISTS (SELECT FROM present)
      )
      SELECT * FROM present ORDER BY key
      """
          .formatted(ExposureRows.SQL);

  private AddKeys() {}

  /**
   * @return the stored keys in ascending order; empty if the upload took effect
   */
  static List<StoredExposure> run(Handle handle, Upload upload) {
    return run(handle, upload, true);
  }

  /** Reads what {@link #run} reads. */
  static void rehearse(Handle handle, Upload upload) {
    List<StoredExposure> _ = run(handle, upload, false);
  }

  private static List<StoredExposure> run(Handle handle, Upload upload, boolean effective) {
    Query query = handle.createQuery(SQL);
    query
        .bind("keys", ArrayArgument.bytes(upload.keys(), TemporaryExposureKey::keyData))
        .bind("issuers", ArrayArgument.texts(issuers(upload)))
        .bind("effective", effective);
    ExposureRows.bind(query, upload.exposures());
    bind(query, upload.statistic());
    return query.map((row, _) -> storedExposure(row)).list();
  }

  private static void bind(Query query, Optional<PublishStatistic> statistic) {
    query
        .bind("counted", statistic.map(PublishStatistic::healthAuthority).orElse(null))
        .bind("hour", statistic.map(PublishStatistic::hour).orElse(null))
        .bind("platform", statistic.map(counted -> Codes.of(counted.platform())).orElse(0))
        .bind("keyCount", statistic.map(PublishStatistic::keys).orElse(0))
        .bind("revision", statistic.map(PublishStatistic::revision).orElse(false))
        .bind("oldestKeyDays", statistic.map(PublishStatistic::oldestKeyDays).orElse(0))
        .bind("onsetDays", statistic.map(PublishStatistic::onsetDays).orElse(OptionalInt.empty()));
  }

  private static List<String> issuers(Upload upload) {
    return ExposureRows.issuers(
        upload.exposures(), upload.statistic().stream().map(PublishStatistic::healthAuthority));
  }

  private static StoredExposure storedExposure(ResultSet row) throws SQLException {
    return new StoredExposure(
        new TemporaryExposureKey(
            Columns.bytes(row, "key"),
            new IntervalNumber(row.getInt("rolling_start")),
            row.getInt("rolling_period")),
        Codes.reportType(row, "report_type"),
        Codes.reportType(row, "revised_report_type"));
  }
}
