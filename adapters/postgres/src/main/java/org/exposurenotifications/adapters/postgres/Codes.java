// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.statistics.ClientPlatform;

/** The numbers that stand for names in the tables. They never change. */
final class Codes {
  /** By their numbers. */
  private static final List<Optional<ReportType>> REPORT_TYPES =
      IntStream.rangeClosed(0, ReportType.values().length)
          .mapToObj(code ->
              Arrays.stream(ReportType.values()).filter(type -> of(type) == code).findFirst())
          .toList();

  private Codes() {}

  static OptionalInt of(Optional<ReportType> type) {
    return type.isPresent() ? OptionalInt.of(of(type.get())) : OptionalInt.empty();
  }

  static int of(ClientPlatform platform) {
    return switch (platform) {
      case UNKNOWN -> 0;
      case ANDROID -> 1;
      case IOS -> 2;
    };
  }

  static Optional<ReportType> reportType(ResultSet row, String column) throws SQLException {
    int code = row.getInt(column);
    return row.wasNull() ? Optional.empty() : reportType(code);
  }

  /** Empty if there is none of this number. */
  static Optional<ReportType> reportType(int code) {
    return code > 0 && code < REPORT_TYPES.size() ? REPORT_TYPES.get(code) : Optional.empty();
  }

  private static int of(ReportType type) {
    return switch (type) {
      case CONFIRMED -> 1;
      case LIKELY -> 2;
      case USER_REPORT -> 3;
      case NEGATIVE -> 4;
    };
  }
}
