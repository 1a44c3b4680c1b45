// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Region;
import org.jdbi.v3.core.statement.SqlStatement;

/** Exposures handed to a statement as one array for each column. */
final class ExposureRows {
  /** The bound arrays as rows. */
  static final String SQL =
      """
      unnest(:newKeys, :regions, :travelers, :starts, :periods, :risks, :types, :onsets,
             :authorities, :windows)
        AS new (key, regions, traveler, rolling_start, rolling_period, transmission_risk,
                report_type, days_since_onset, authority, created_at)
      """;

  private ExposureRows() {}

  static void bind(SqlStatement<?> statement, List<Exposure> rows) {
    statement
        .bind("newKeys", ArrayArgument.bytes(rows, row -> row.key().keyData()))
        .bind("regions", ArrayArgument.texts(rows.stream().map(ExposureRows::regions).toList()))
        .bind("travelers", ArrayArgument.booleans(rows, Exposure::traveler))
        .bind("starts", ArrayArgument.ints(rows, row -> row.key().rollingStart().value()))
        .bind("periods", ArrayArgument.ints(rows, row -> row.key().rollingPeriod()))
        .bind("risks", ArrayArgument.ints(rows, row -> row.diagnosis().transmissionRisk()))
        .bind(
            "types",
            ArrayArgument.optionalInts(rows, row -> Codes.of(row.diagnosis().reportType())))
        .bind("onsets", ArrayArgument.optionalInts(rows, row -> row.diagnosis().daysSinceOnset()))
        .bind("authorities", ArrayArgument.optionalTexts(rows, Exposure::healthAuthority))
        .bind("windows", ArrayArgument.instants(rows, Exposure::createdAt));
  }

  /** Each once and in order, so that of two statements one waits for the other at most. */
  static List<String> issuers(List<Exposure> rows, Stream<String> others) {
    return Stream.concat(
            rows.stream().map(Exposure::healthAuthority).flatMap(Optional::stream), others)
        .distinct()
        .sorted()
        .toList();
  }

  /** There are no arrays of arrays of differing lengths; a region's code has no comma. */
  private static String regions(Exposure exposure) {
    return String.join(",", exposure.regions().stream().map(Region::code).toList());
  }
}
