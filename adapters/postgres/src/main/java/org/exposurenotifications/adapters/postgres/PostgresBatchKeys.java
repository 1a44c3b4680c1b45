// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.exposure.Diagnosis;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.jdbi.v3.core.statement.SqlStatement;

final class PostgresBatchKeys implements BatchKeys {
  /** How many rows the driver holds at a time. */
  private static final int FETCH_SIZE = 5_000;

  private static final String CREATED = "created_at >= :start AND created_at < :end";
  private static final String REVISED = "revised_at >= :start AND revised_at < :end";

  /**
   * The batch's filter. Of padding, while the batch is leased or once it is sealed, only the rounds
   * that it had seen when it was leased, and its own.
   */
  private static final String ACCEPTED =
      """
      (regions && :inputRegions OR :includeTravelers AND traveler)
      AND NOT (:onlyNonTravelers AND traveler)
      AND NOT regions && :excludeRegions
      AND (padding_round IS NULL
           OR NOT EXISTS (
             SELECT FROM export_batch
             WHERE id = :batch AND rounds_seen < padding_round
               AND own_round IS DISTINCT FROM padding_round
               AND (leased_until IS NOT NULL OR layout_keys IS NOT NULL)))
      """;

  private final Database database;

  PostgresBatchKeys(Database database) {
    this.database = database;
  }

  @Override
  public Count count(Batch batch) {
    return database.read(
        "count a batch's keys",
        handle ->
            bind(
                    batch,
                    handle.createQuery(
                        """
                        SELECT count(*) FILTER (WHERE %1$s) AS keys,
                               count(*) FILTER (WHERE %2$s) AS revised_keys,
                               max(created_at) FILTER (WHERE %1$s) AS latest
                        FROM exposure
                        WHERE (%1$s OR %2$s) AND %3$s
                        """
                            .formatted(CREATED, REVISED, ACCEPTED)))
                .map((row, _) -> count(row))
                .one());
  }

  @Override
  public Stream<ExportKey> keys(Batch batch) {
    return stream(
        batch,
        """
        SELECT key, rolling_start, rolling_period, transmission_risk, report_type, days_since_onset
        FROM exposure
        WHERE %s AND %s
        ORDER BY key
        """
            .formatted(CREATED, ACCEPTED));
  }

  @Override
  public Stream<ExportKey> revisedKeys(Batch batch) {
    return stream(
        batch,
        """
        SELECT key, rolling_start, rolling_period,
               revised_transmission_risk AS transmission_risk,
               revised_report_type AS report_type,
               revised_days_since_onset AS days_since_onset
        FROM exposure
        WHERE %s AND %s
        ORDER BY key
        """
            .formatted(REVISED, ACCEPTED));
  }

  @Override
  public List<Exposure> lastKeys(Batch batch, int limit) {
    return database
        .read(
            "read a batch's last keys",
            handle ->
                bind(
                        batch,
                        handle.createQuery(
                            """
                            SELECT *,
                                   (SELECT name FROM issuer WHERE id = health_authority) AS issuer
                            FROM exposure
                            WHERE %s AND %s
                            ORDER BY key DESC
                            LIMIT :limit
                            """
                                .formatted(CREATED, ACCEPTED)))
                    .bind("limit", limit)
                    .map((row, _) -> exposure(row))
                    .list())
        .reversed();
  }

  private Stream<ExportKey> stream(Batch batch, String sql) {
    return database.stream(
        "read a batch's keys",
        handle ->
            bind(batch, handle.createQuery(sql))
                .setFetchSize(FETCH_SIZE)
                .map((row, _) -> exportKey(row))
                .iterator());
  }

  private static <S extends SqlStatement<S>> S bind(Batch batch, S statement) {
    return statement
        .bind("batch", batch.id())
        .bind("start", batch.window().start())
        .bind("end", batch.window().end())
        .bind("inputRegions", ArrayArgument.regions(batch.filter().inputRegions()))
        .bind("excludeRegions", ArrayArgument.regions(batch.filter().excludeRegions()))
        .bind("includeTravelers", batch.filter().includeTravelers())
        .bind("onlyNonTravelers", batch.filter().onlyNonTravelers());
  }

  private static Count count(ResultSet row) throws SQLException {
    Optional<Instant> latest = Columns.optionalInstant(row, "latest");
    return new Count(row.getLong("keys"), row.getLong("revised_keys"), latest);
  }

  private static ExportKey exportKey(ResultSet row) throws SQLException {
    return new ExportKey(
        Columns.bytes(row, "key"),
        row.getInt("transmission_risk"),
        row.getInt("rolling_start"),
        row.getInt("rolling_period"),
        Codes.reportType(row, "report_type"),
        Columns.optionalInt(row, "days_since_onset"));
  }

  private static Exposure exposure(ResultSet row) throws SQLException {
    return new Exposure(
        new TemporaryExposureKey(
            Columns.bytes(row, "key"),
            new IntervalNumber(row.getInt("rolling_start")),
            row.getInt("rolling_period")),
        new Diagnosis(
            Codes.reportType(row, "report_type"),
            row.getInt("transmission_risk"),
            Columns.optionalInt(row, "days_since_onset")),
        Columns.regions(row, "regions"),
        row.getBoolean("traveler"),
        Optional.ofNullable(row.getString("issuer")),
        Columns.instant(row, "created_at"));
  }
}
