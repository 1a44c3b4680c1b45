// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.exposurenotifications.ports.exposure.Region;
import org.jspecify.annotations.Nullable;

/** Reads values of the Go server's rows, where much may be NULL. */
final class ReferenceColumns {
  private ReferenceColumns() {}

  static String text(ResultSet row, String column) throws SQLException {
    @Nullable String value = row.getString(column);
    return value == null ? "" : value;
  }

  /** Likewise, and blank texts are none. */
  static Optional<String> optionalText(ResultSet row, String column) throws SQLException {
    return Optional.of(text(row, column).strip()).filter(text -> !text.isEmpty());
  }

  /** NULL is no element, alone or among others. */
  static List<String> texts(ResultSet row, String column) throws SQLException {
    @Nullable Array value = row.getArray(column);
    return value == null
        ? List.of()
        : Arrays.stream((Object[]) value.getArray())
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .toList();
  }

  static List<Long> ids(ResultSet row, String column) throws SQLException {
    return texts(row, column).stream().map(Long::valueOf).distinct().toList();
  }

  /**
   * @throws IllegalArgumentException if one is no code
   */
  static NavigableSet<Region> regions(ResultSet row, String column) throws SQLException {
    NavigableSet<Region> regions = new TreeSet<>();
    for (String code : texts(row, column)) {
      if (!code.isBlank()) {
        regions.add(new Region(code));
      }
    }
    return regions;
  }
}
