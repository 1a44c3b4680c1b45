// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.statistics.ClientPlatform;

/** The numbers that stand for names in the tables. They never change. */
final class Codes {
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
    return row.wasNull()
        ? Optional.empty()
        : Arrays.stream(ReportType.values()).filter(type -> of(type) == code).findFirst();
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
