// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.export.FileLayout;
import org.exposurenotifications.ports.export.KeyGroup;
import org.exposurenotifications.ports.export.RevisedKey;
import org.exposurenotifications.ports.export.Window;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Region;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.postgresql.PGConnection;

final class PostgresBatchKeys implements BatchKeys {
  private static final String CREATED = "created_at >= :start AND created_at < :end";
  private static final String REVISED = "revised_at >= :start AND revised_at < :end";

  private static final String ACCEPTED =
      """
      (regions && :inputRegions OR :includeTravelers AND traveler)
      AND NOT (:onlyNonTravelers AND traveler)
      AND NOT regions && :excludeRegions
      AND (padding_round IS NULL
           OR padding_round <= coalesce((SELECT own_round FROM export_batch WHERE id = :batch),
                                        padding_round))
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
                        SELECT keys, revised_keys, broken + broken_revisions AS broken
                        FROM (SELECT count(*) FILTER (WHERE %4$s) AS keys,
                                     count(*) FILTER (WHERE NOT %4$s) AS broken
                              FROM exposure WHERE %1$s AND %3$s) AS reported,
                             (SELECT count(*) FILTER (WHERE %5$s) AS revised_keys,
                                     count(*) FILTER (WHERE NOT %5$s) AS broken_revisions
                              FROM exposure WHERE %2$s AND %3$s) AS revised
                        """
                            .formatted(
                                CREATED, REVISED, ACCEPTED, SoundRows.REPORTED, SoundRows.REVISED)))
                .map((row, _) ->
                    new Count(
                        row.getLong("keys"), row.getLong("revised_keys"), row.getLong("broken")))
                .one());
  }

  @Override
  public Stream<ExportKey> keys(Batch batch) {
    return stream(
        batch,
        """
        SELECT key, rolling_start, rolling_period, transmission_risk, report_type, days_since_onset
        FROM exposure
        WHERE %s AND %s AND %s
        """
            .formatted(CREATED, ACCEPTED, SoundRows.REPORTED),
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
        WHERE %s AND %s AND %s
        """
            .formatted(REVISED, ACCEPTED, SoundRows.REVISED),
        batch.layout().map(FileLayout::revisedKeys).orElseGet(() -> count(batch).revisedKeys()));
  }

  @Override
  public List<KeyGroup> groups(Window window) {
    return database.read("group keys", handle -> Models.groups(handle, window));
  }

  @Override
  public List<RevisedKey> revised(Window window) {
    return database.read("read revised keys", handle -> Models.revised(handle, window));
  }

  @Override
  public List<Exposure> unrevisedPadding(
      Window window, NavigableSet<Region> regions, boolean traveler, int limit) {
    return database.read(
        "read padding",
        handle -> Models.unrevisedPadding(handle, window, regions, traveler, limit));
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
}
