// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.export.FileLayout;
import org.exposurenotifications.ports.exposure.Diagnosis;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.Region;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.postgresql.PGConnection;

final class PostgresBatchKeys implements BatchKeys {
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

  private static final Pattern PARAMETER = Pattern.compile(":(\\w+)");

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
                        SELECT keys, latest, revised_keys
                        FROM (SELECT count(*) AS keys, max(created_at) AS latest
                              FROM exposure WHERE %1$s AND %3$s) AS as_reported,
                             (SELECT count(*) AS revised_keys
                              FROM exposure WHERE %2$s AND %3$s) AS as_revised
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
        """
            .formatted(CREATED, ACCEPTED),
        batch.layout().map(FileLayout::keys).orElseGet(() -> count(batch).keys()));
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
        """
            .formatted(REVISED, ACCEPTED),
        batch.layout().map(FileLayout::revisedKeys).orElseGet(() -> count(batch).revisedKeys()));
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

  private Stream<ExportKey> stream(Batch batch, String sql, long expected) {
    String operation = "read a batch's keys";
    Handle handle = database.snapshot(operation);
    return SortedKeys.stream(operation, handle, literal(batch, sql, handle), expected);
  }

  /** With values in place of parameters, of which a COPY has none. */
  private static String literal(Batch batch, String sql, Handle handle) {
    Map<String, String> values =
        Map.of(
            "batch", String.valueOf(batch.id()),
            "start", "timestamptz '" + batch.window().start() + "'",
            "end", "timestamptz '" + batch.window().end() + "'",
            "inputRegions", literal(batch.filter().inputRegions(), handle),
            "excludeRegions", literal(batch.filter().excludeRegions(), handle),
            "includeTravelers", String.valueOf(batch.filter().includeTravelers()),
            "onlyNonTravelers", String.valueOf(batch.filter().onlyNonTravelers()));
    return PARAMETER
        .matcher(sql)
        .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
  }

  private static String literal(Set<Region> regions, Handle handle) {
    String codes = regions.stream().map(Region::code).collect(Collectors.joining(","));
    try {
      PGConnection connection = handle.getConnection().unwrap(PGConnection.class);
      return "string_to_array('" + connection.escapeLiteral(codes) + "', ',')";
    } catch (SQLException failure) {
      throw Failures.translate("read a batch's keys", failure);
    }
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
