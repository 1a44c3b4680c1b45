// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Region;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.exposurenotifications.ports.statistics.PublishStatistic;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Uploads handed to a statement as one array for each column. What most keys of most uploads have
 * in common is a kind, and handed over once.
 */
final class UploadRows {
  /** The bound keys as rows; a key that is only spoken of is of no kind. */
  static final String SQL =
      """
      unnest(:keys, :uploads, :kinds, :starts, :periods, :risks, :types, :onsets)
          AS given (key, upload, kind, rolling_start, rolling_period, transmission_risk,
                    report_type, days_since_onset)
      """;

  /** What keys have in common. */
  private record Kind(
      NavigableSet<Region> regions,
      boolean traveler,
      Optional<String> authority,
      Instant window,
      boolean effective) {
    static Kind of(Exposure exposure, boolean effective) {
      return new Kind(
          exposure.regions(),
          exposure.traveler(),
          exposure.healthAuthority(),
          exposure.createdAt(),
          effective);
    }
  }

  /**
   * @param kind from 1; 0 for a key that is only spoken of
   */
  private record Row(TemporaryExposureKey key, int upload, int kind, Optional<Exposure> exposure) {
    int risk() {
      return exposure.map(added -> added.diagnosis().transmissionRisk()).orElse(0);
    }

    OptionalInt type() {
      return exposure
          .map(added -> Codes.of(added.diagnosis().reportType()))
          .orElseGet(OptionalInt::empty);
    }

    OptionalInt onset() {
      return exposure
          .map(added -> added.diagnosis().daysSinceOnset())
          .orElseGet(OptionalInt::empty);
    }
  }

  private record Counted(int upload, PublishStatistic statistic) {}

  private final List<Row> rows = new ArrayList<>();
  private final List<Counted> counted = new ArrayList<>();
  private final SequencedMap<Kind, Integer> kinds = new LinkedHashMap<>();

  /** In order, so that of two statements one waits for the other at most; whether any is real. */
  private final Map<String, Boolean> issuers = new TreeMap<>();

  private UploadRows() {}

  static void bind(SqlStatement<?> statement, List<WantedUpload> uploads) {
    var rows = new UploadRows();
    for (int number = 0; number < uploads.size(); number++) {
      rows.add(number, uploads.get(number));
    }
    rows.bind(statement);
  }

  private void add(int number, WantedUpload wanted) {
    // both lists are in the same order
    Iterator<Exposure> exposures = wanted.upload().exposures().iterator();
    Exposure next = exposures.hasNext() ? exposures.next() : null;
    for (TemporaryExposureKey key : wanted.upload().keys()) {
      if (next == null || !next.key().equals(key)) {
        rows.add(new Row(key, number, 0, Optional.empty()));
      } else {
        rows.add(new Row(key, number, kind(next, wanted), Optional.of(next)));
        next = exposures.hasNext() ? exposures.next() : null;
      }
    }
    if (wanted.effective()) {
      wanted.upload().statistic().ifPresent(statistic -> count(number, statistic));
    }
  }

  private int kind(Exposure exposure, WantedUpload wanted) {
    exposure
        .healthAuthority()
        .ifPresent(issuer -> issuers.merge(issuer, wanted.effective(), Boolean::logicalOr));
    int next = kinds.size() + 1;
    return kinds.computeIfAbsent(Kind.of(exposure, wanted.effective()), _ -> next);
  }

  private void count(int number, PublishStatistic statistic) {
    issuers.put(statistic.healthAuthority(), true);
    counted.add(new Counted(number, statistic));
  }

  private void bind(SqlStatement<?> statement) {
    var kindList = List.copyOf(kinds.keySet());
    statement
        .bind("keys", ArrayArgument.bytes(rows, row -> row.key().keyData()))
        .bind("uploads", ArrayArgument.ints(rows, Row::upload))
        .bind("kinds", ArrayArgument.ints(rows, Row::kind))
        .bind("starts", ArrayArgument.ints(rows, row -> row.key().rollingStart().value()))
        .bind("periods", ArrayArgument.ints(rows, row -> row.key().rollingPeriod()))
        .bind("risks", ArrayArgument.ints(rows, Row::risk))
        .bind("types", ArrayArgument.optionalInts(rows, Row::type))
        .bind("onsets", ArrayArgument.optionalInts(rows, Row::onset))
        .bind(
            "kindRegions", ArrayArgument.texts(kindList.stream().map(UploadRows::regions).toList()))
        .bind("kindTravelers", ArrayArgument.booleans(kindList, Kind::traveler))
        .bind("kindAuthorities", ArrayArgument.optionalTexts(kindList, Kind::authority))
        .bind("kindWindows", ArrayArgument.instants(kindList, Kind::window))
        .bind("kindEffective", ArrayArgument.booleans(kindList, Kind::effective))
        .bind("issuers", ArrayArgument.texts(issuers.keySet()))
        .bind(
            "issuersEffective",
            ArrayArgument.booleans(List.copyOf(issuers.values()), effective -> effective))
        .bind("countedUploads", ArrayArgument.ints(counted, Counted::upload))
        .bind(
            "countedNames",
            ArrayArgument.texts(
                counted.stream().map(each -> each.statistic().healthAuthority()).toList()))
        .bind("hours", ArrayArgument.instants(counted, each -> each.statistic().hour()))
        .bind(
            "platforms", ArrayArgument.ints(counted, each -> Codes.of(each.statistic().platform())))
        .bind("keyCounts", ArrayArgument.ints(counted, each -> each.statistic().keys()))
        .bind("revisions", ArrayArgument.booleans(counted, each -> each.statistic().revision()))
        .bind(
            "oldestKeyDays", ArrayArgument.ints(counted, each -> each.statistic().oldestKeyDays()))
        .bind(
            "onsetDays", ArrayArgument.optionalInts(counted, each -> each.statistic().onsetDays()));
  }

  /** There are no arrays of arrays of differing lengths; a region's code has no comma. */
  private static String regions(Kind kind) {
    return String.join(",", kind.regions().stream().map(Region::code).toList());
  }
}
