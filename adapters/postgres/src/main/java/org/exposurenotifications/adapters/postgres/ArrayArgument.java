// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.Region;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A column of values, bound as one array. */
final class ArrayArgument implements Argument {
  private final String type;
  private final @Nullable Object[] values;

  private ArrayArgument(String type, @Nullable Object[] values) {
    this.type = type;
    this.values = values;
  }

  static <T> Argument bytes(List<T> rows, Function<T, Bytes> column) {
    return of("bytea", rows, row -> column.apply(row).toByteArray(), byte[][]::new);
  }

  static <T> Argument ints(List<T> rows, Function<T, Integer> column) {
    return of("int4", rows, column, Integer[]::new);
  }

  static <T> Argument optionalInts(List<T> rows, Function<T, OptionalInt> column) {
    return of("int4", rows, row -> boxed(column.apply(row)), Integer[]::new);
  }

  static <T> Argument booleans(List<T> rows, Function<T, Boolean> column) {
    return of("bool", rows, column, Boolean[]::new);
  }

  static <T> Argument instants(List<T> rows, Function<T, Instant> column) {
    return of(
        "timestamptz",
        rows,
        row -> column.apply(row).atOffset(ZoneOffset.UTC),
        OffsetDateTime[]::new);
  }

  static <T> Argument optionalInstants(List<T> rows, Function<T, Optional<Instant>> column) {
    return of(
        "timestamptz",
        rows,
        row -> column.apply(row).map(instant -> instant.atOffset(ZoneOffset.UTC)).orElse(null),
        OffsetDateTime[]::new);
  }

  static <T> Argument optionalTexts(List<T> rows, Function<T, Optional<String>> column) {
    return of("text", rows, row -> column.apply(row).orElse(null), String[]::new);
  }

  static Argument texts(Collection<String> values) {
    return new ArrayArgument("text", values.toArray(String[]::new));
  }

  static Argument regions(Collection<Region> values) {
    return texts(values.stream().map(Region::code).toList());
  }

  @Override
  public void apply(int position, PreparedStatement statement, StatementContext ctx)
      throws SQLException {
    statement.setArray(position, statement.getConnection().createArrayOf(type, values));
  }

  @Override
  public String toString() {
    return type + "[" + values.length + "]";
  }

  private static @Nullable Integer boxed(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  private static <T, V> Argument of(
      String type,
      List<T> rows,
      Function<T, ? extends @Nullable V> column,
      IntFunction<@Nullable V[]> array) {
    return new ArrayArgument(type, rows.stream().map(column).toArray(array));
  }
}
