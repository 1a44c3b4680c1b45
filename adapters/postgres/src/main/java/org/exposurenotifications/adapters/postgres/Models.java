// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import org.exposurenotifications.ports.export.KeyGroup;
import org.exposurenotifications.ports.export.RevisedKey;
import org.exposurenotifications.ports.export.Window;
import org.exposurenotifications.ports.exposure.Diagnosis;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.Region;
import org.exposurenotifications.ports.exposure.Revision;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Reads what padding is modelled on. */
final class Models {
  private static final String EXPOSURE =
      """
      SELECT *, (SELECT name FROM issuer WHERE id = health_authority) AS issuer,
             (SELECT name FROM issuer WHERE id = revised_health_authority) AS revised_issuer
      FROM exposure
      """;

  private Models() {}

  static List<KeyGroup> groups(Handle handle, Window window) {
    return bind(
            window,
            handle.createQuery(
                """
                SELECT created_at, regions, traveler, rolling_start, rolling_period,
                       transmission_risk, report_type, days_since_onset, count(*) AS keys
                FROM exposure
                WHERE created_at >= :start AND created_at < :end AND padding_round IS NULL
                  AND %s
                GROUP BY created_at, regions, traveler, rolling_start, rolling_period,
                         transmission_risk, report_type, days_since_onset
                """
                    .formatted(SoundRows.REPORTED)))
        .map((row, _) -> group(row))
        .list();
  }

  static List<RevisedKey> revised(Handle handle, Window window) {
    return bind(
            window,
            handle.createQuery(
                EXPOSURE
                    + """
                    WHERE revised_at >= :start AND revised_at < :end AND padding_round IS NULL
                      AND %s AND %s
                    """
                        .formatted(SoundRows.REPORTED, SoundRows.REVISED)))
        .map((row, _) -> new RevisedKey(exposure(row), revision(row)))
        .list();
  }

  static List<Exposure> unrevisedPadding(
      Handle handle, Window window, NavigableSet<Region> regions, boolean traveler, int limit) {
    return bind(
            window,
            handle.createQuery(
                """
                SELECT *, NULL AS issuer FROM exposure
                WHERE created_at >= :start AND created_at < :end AND padding_round IS NOT NULL AND revised_at IS NULL
                  AND regions = :regions AND traveler = :traveler AND %s
                LIMIT :limit
                """
                    .formatted(SoundRows.REPORTED)))
        .bind("regions", ArrayArgument.regions(regions))
        .bind("traveler", traveler)
        .bind("limit", limit)
        .map((row, _) -> exposure(row))
        .list();
  }

  private static Query bind(Window window, Query query) {
    return query.bind("start", window.start()).bind("end", window.end());
  }

  private static KeyGroup group(ResultSet row) throws SQLException {
    return new KeyGroup(
        Columns.instant(row, "created_at"),
        Columns.regions(row, "regions"),
        row.getBoolean("traveler"),
        new IntervalNumber(row.getInt("rolling_start")),
        row.getInt("rolling_period"),
        diagnosis(row, ""),
        row.getLong("keys"));
  }

  private static Exposure exposure(ResultSet row) throws SQLException {
    return new Exposure(
        new TemporaryExposureKey(
            Columns.bytes(row, "key"),
            new IntervalNumber(row.getInt("rolling_start")),
            row.getInt("rolling_period")),
        diagnosis(row, ""),
        Columns.regions(row, "regions"),
        row.getBoolean("traveler"),
        Optional.ofNullable(row.getString("issuer")),
        Columns.instant(row, "created_at"));
  }

  private static Revision revision(ResultSet row) throws SQLException {
    return new Revision(
        Columns.bytes(row, "key"),
        diagnosis(row, "revised_"),
        Optional.ofNullable(row.getString("revised_issuer")),
        Columns.instant(row, "revised_at"));
  }

  private static Diagnosis diagnosis(ResultSet row, String prefix) throws SQLException {
    return new Diagnosis(
        Codes.reportType(row, prefix + "report_type"),
        row.getInt(prefix + "transmission_risk"),
        Columns.optionalInt(row, prefix + "days_since_onset"));
  }
}
