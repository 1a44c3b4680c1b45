// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.Diagnosis;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.Region;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.Revision;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/**
 * Turns rows of the Go server's table of keys into keys, and tells which are none: by their place
 * in the table, since their primary key is the key.
 */
final class ReferenceKeyReader {
  static final String TABLE = "exposure";

  /** Of keys that this server would not delete at once; the numbers there are of any size. */
  static final String LIVE =
      "(created_at >= :cutoff OR interval_number::numeric + interval_count >= :ended_before)";

  /** Of the rows to be read, with their places. */
  static final String SQL = "SELECT ctid, * FROM exposure WHERE " + LIVE;

  /** More is a mistake, and files have room for no more anyway. */
  private static final long MOST_DAYS = 1000;

  private final Map<Long, String> issuers;
  private final ReferenceTally tally;

  /**
   * @param issuers by the numbers of health authorities there
   */
  ReferenceKeyReader(Map<Long, String> issuers, ReferenceTally tally) {
    this.issuers = issuers;
    this.tally = tally;
  }

  Optional<ReferenceKey> read(ResultSet row) throws SQLException {
    Optional<TemporaryExposureKey> key = key(row);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    Optional<Diagnosis> diagnosis =
        diagnosis(row, "report_type", row.getLong("transmission_risk"), "days_since_symptom_onset");
    if (diagnosis.isEmpty()) {
      left(row, "its report type, risk or days since onset are out of range");
      return Optional.empty();
    }
    Exposure exposure =
        new Exposure(
            key.get(),
            diagnosis.get(),
            regions(row),
            row.getBoolean("traveler"),
            Optional.ofNullable(issuers.get(row.getLong("health_authority_id"))),
            Columns.instant(row, "created_at"));
    return Optional.of(new ReferenceKey(exposure, revision(row, exposure), row.getString("ctid")));
  }

  private Optional<TemporaryExposureKey> key(ResultSet row) throws SQLException {
    try {
      Bytes keyData = Bytes.ofBase64(ReferenceColumns.text(row, "exposure_key"));
      if (keyData.length() == TemporaryExposureKey.LENGTH) {
        return key(row, keyData);
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    left(row, "it is not 16 bytes in base64");
    return Optional.empty();
  }

  private Optional<TemporaryExposureKey> key(ResultSet row, Bytes keyData) throws SQLException {
    long start = row.getLong("interval_number");
    long period = row.getLong("interval_count");
    if (start < 1
        || start > Integer.MAX_VALUE - IntervalNumber.PER_DAY
        || period < 1
        || period > IntervalNumber.PER_DAY) {
      left(row, "its interval_number or interval_count is out of range");
      return Optional.empty();
    }
    return Optional.of(
        new TemporaryExposureKey(keyData, new IntervalNumber((int) start), (int) period));
  }

  /** Without what is no code, which no export could ask for. */
  private NavigableSet<Region> regions(ResultSet row) throws SQLException {
    NavigableSet<Region> regions = new TreeSet<>();
    for (String code : ReferenceColumns.texts(row, "regions")) {
      try {
        regions.add(new Region(code));
      } catch (IllegalArgumentException _) {
        left(row, "one of its regions is no code and is left out");
      }
    }
    return regions;
  }

  /** Where the risk is not set anew, it stays. */
  private Optional<Revision> revision(ResultSet row, Exposure exposure) throws SQLException {
    var revisedAt = Columns.optionalInstant(row, "revised_at");
    if (revisedAt.isEmpty()) {
      return Optional.empty();
    }
    long risk = row.getLong("revised_transmission_risk");
    Optional<Diagnosis> diagnosis =
        diagnosis(
            row,
            "revised_report_type",
            row.wasNull() ? exposure.diagnosis().transmissionRisk() : risk,
            "revised_days_since_symptom_onset");
    if (diagnosis.isEmpty()) {
      left(row, "its revision's report type, risk or days are out of range and it is left out");
    }
    return diagnosis.map(changed ->
        new Revision(exposure.key().keyData(), changed, Optional.empty(), revisedAt.get()));
  }

  private void left(ResultSet row, String reason) throws SQLException {
    tally.left(TABLE, name(row.getString("ctid"), Columns.instant(row, "created_at")), reason);
  }

  static String name(String place, Instant createdAt) {
    return "ctid " + place + ", created_at " + createdAt;
  }

  private static Optional<Diagnosis> diagnosis(
      ResultSet row, String typeColumn, long risk, String daysColumn) throws SQLException {
    String type = ReferenceColumns.text(row, typeColumn);
    Optional<ReportType> known = ReportType.ofClaim(type);
    long days = row.getLong(daysColumn);
    OptionalInt daysSinceOnset =
        row.wasNull() ? OptionalInt.empty() : OptionalInt.of(Math.clamp(days, -9999, 9999));
    boolean inRange =
        (known.isPresent() || type.isEmpty())
            && risk >= 0
            && risk <= 8
            && days >= -MOST_DAYS
            && days <= MOST_DAYS;
    return inRange
        ? Optional.of(new Diagnosis(known, (int) risk, daysSinceOnset))
        : Optional.empty();
  }
}
