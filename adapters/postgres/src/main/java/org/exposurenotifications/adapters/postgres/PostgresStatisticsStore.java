// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.exposurenotifications.ports.statistics.HourlyStatistics.OLDEST_KEY_BUCKETS;
import static org.exposurenotifications.ports.statistics.HourlyStatistics.ONSET_BUCKETS;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.exposurenotifications.ports.statistics.ClientPlatform;
import org.exposurenotifications.ports.statistics.HourlyStatistics;
import org.exposurenotifications.ports.statistics.StatisticsStore;

final class PostgresStatisticsStore implements StatisticsStore {
  private static final String HOURS =
      """
      SELECT hour, sum(keys) AS keys, count(*) FILTER (WHERE revision) AS revisions,
             count(*) FILTER (WHERE NOT revision AND onset_days IS NULL) AS missing_onset,
             %s AS publishes, %s AS oldest_key_days, %s AS onset_days
      FROM publish_statistic
      WHERE health_authority = (SELECT id FROM issuer WHERE name = :issuer)
        AND hour >= :from AND hour < :until
      GROUP BY hour
      ORDER BY hour
      """
          .formatted(
              spread("platform", ClientPlatform.values().length),
              spread(bucket("oldest_key_days", OLDEST_KEY_BUCKETS), OLDEST_KEY_BUCKETS),
              spread(bucket("onset_days", ONSET_BUCKETS), ONSET_BUCKETS));

  private final Database database;

  PostgresStatisticsStore(Database database) {
    this.database = database;
  }

  @Override
  public List<HourlyStatistics> hours(String healthAuthority, Instant from, Instant until) {
    return database.call(
        "read statistics",
        handle ->
            handle
                .createQuery(HOURS)
                .bind("issuer", healthAuthority)
                .bind("from", from)
                .bind("until", until)
                .map((row, _) -> hour(row))
                .list());
  }

  @Override
  public int deleteBefore(Instant cutoff) {
    return database.call(
        "delete old statistics",
        handle ->
            handle
                .createUpdate("DELETE FROM publish_statistic WHERE hour < :cutoff")
                .bind("cutoff", cutoff)
                .execute());
  }

  /** The last takes everything above; NULL, so in no bucket, if unknown or not to be counted. */
  private static String bucket(String days, int buckets) {
    return "CASE WHEN NOT revision AND %1$s IS NOT NULL THEN least(%1$s, %2$s) END"
        .formatted(days, buckets - 1);
  }

  /** An array of how many rows have each value from 0 on. */
  private static String spread(String value, int values) {
    return IntStream.range(0, values)
        .mapToObj(number -> "count(*) FILTER (WHERE %s = %s)".formatted(value, number))
        .collect(Collectors.joining(", ", "ARRAY[", "]"));
  }

  private static HourlyStatistics hour(ResultSet row) throws SQLException {
    List<Long> publishes = Columns.longs(row, "publishes");
    return new HourlyStatistics(
        Columns.instant(row, "hour"),
        Map.of(
            ClientPlatform.UNKNOWN,
            publishes.get(Codes.of(ClientPlatform.UNKNOWN)),
            ClientPlatform.ANDROID,
            publishes.get(Codes.of(ClientPlatform.ANDROID)),
            ClientPlatform.IOS,
            publishes.get(Codes.of(ClientPlatform.IOS))),
        row.getLong("keys"),
        row.getLong("revisions"),
        Columns.longs(row, "oldest_key_days"),
        Columns.longs(row, "onset_days"),
        row.getLong("missing_onset"));
  }
}
