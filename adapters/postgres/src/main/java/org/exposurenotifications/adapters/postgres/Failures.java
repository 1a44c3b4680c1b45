// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.exposurenotifications.ports.PortFailure;
import org.jspecify.annotations.Nullable;

/**
 * Turns failures of the database into those of the ports.
 *
 * <p>Only the SQL exception goes along as the cause: what wraps it quotes statements and values.
 */
final class Failures {
  /** Connection, rollback, resources, operator and system errors: classes of SQLSTATE. */
  private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57", "58");

  /** Lock not available, idle transaction ended. */
  private static final Set<String> TRANSIENT_STATES = Set.of("55P03", "25P03");

  /** No such table, function or column. */
  private static final Set<String> SCHEMA_STATES = Set.of("42P01", "42883", "42703", "3F000");

  private static final String READ_ONLY = "25006";

  private static final String UNIQUE_VIOLATION = "23505";

  /** With serialization failure and deadlock. */
  private static final Set<String> LOST_RACES = Set.of(UNIQUE_VIOLATION, "40001", "40P01");

  /** Data exceptions, violated constraints, damage: classes of SQLSTATE. */
  private static final Set<String> REFUSAL_CLASSES = Set.of("22", "23", "XX");

  /** What may be mended by whoever configured it. */
  private static final String CONNECTION_REMEDY =
      "; if it stays so, check DB_HOST, DB_PORT, DB_SSLMODE and the files of DB_SSL…";

  private static final String READ_ONLY_REMEDY =
      ": it is a standby, or somebody set default_transaction_read_only; let DB_HOST lead to the"
          + " primary, or end the setting";

  private Failures() {}

  /**
   * @param operation completes the sentence "Cannot …"
   */
  static PortFailure translate(String operation, Throwable failure) {
    Optional<SQLException> found = sqlException(failure);
    if (found.isEmpty()) {
      String type = failure.getClass().getSimpleName();
      return new PortFailure.Permanent("Cannot " + operation + ": " + type, null);
    }
    SQLException cause = found.get();
    String state = Optional.ofNullable(cause.getSQLState()).orElse("unknown");
    if (state.equals(KeptSession.NOT_KEPT)) {
      return new PortFailure.Permanent("Cannot " + operation + ": " + KeptSession.PROBLEM, cause);
    }
    if (state.equals(READ_ONLY)) {
      return new PortFailure.Transient(
          "Cannot " + operation + ": the database is read-only" + READ_ONLY_REMEDY, cause);
    }
    if (isTransient(cause)) {
      return new PortFailure.Transient(
          "Cannot "
              + operation
              + ": the database is out of reach or busy"
              + (state.startsWith("08") ? CONNECTION_REMEDY : ""),
          cause);
    }
    return new PortFailure.Permanent(
        "Cannot " + operation + ": the database refused (SQLSTATE " + state + ")" + remedy(state),
        cause);
  }

  private static String remedy(String state) {
    if (SCHEMA_STATES.contains(state)) {
      return "; its schema is not up to date, or the search_path of its user leads elsewhere; "
          + Schema.REMEDY;
    }
    if (state.startsWith("28")) {
      return "; check DB_USER and DB_PASSWORD, or DB_AUTH, and whom the database lets in";
    }
    return switch (state) {
      case "3D000" -> "; there is no database of this name: make it, or correct DB_NAME";
      case "42501" -> "; grant its user what docs/operations says";
      case String _ -> "";
    };
  }

  static boolean isDuplicate(PortFailure failure) {
    return UNIQUE_VIOLATION.equals(state(failure));
  }

  /** Whether another transaction was faster: nothing was written, and a retry finds what it did. */
  static boolean isLostRace(Throwable failure) {
    return LOST_RACES.contains(state(failure));
  }

  /**
   * Whether the database refused a statement for what it was to write: nothing was written, and a
   * statement with a part of it may succeed.
   */
  static boolean isRefusal(Throwable failure) {
    return isLostRace(failure) || REFUSAL_CLASSES.stream().anyMatch(state(failure)::startsWith);
  }

  /** SQLSTATE of a translated failure; empty if it has none. */
  private static String state(Throwable failure) {
    return failure instanceof PortFailure
            && failure.getCause() instanceof SQLException cause
            && cause.getSQLState() != null
        ? cause.getSQLState()
        : "";
  }

  /** Whether a table, function or column is not there. */
  static boolean isOtherSchema(PortFailure failure) {
    return SCHEMA_STATES.contains(state(failure));
  }

  private static boolean isTransient(SQLException failure) {
    String state = failure.getSQLState();
    if (state == null) {
      // the driver or the pool speaks, not the database: the connection was closed under the caller
      return true;
    }
    return TRANSIENT_STATES.contains(state)
        || TRANSIENT_CLASSES.stream().anyMatch(state::startsWith);
  }

  private static Optional<SQLException> sqlException(Throwable failure) {
    return Stream.<@Nullable Throwable>iterate(
            failure, cause -> cause != null, cause -> cause == null ? null : cause.getCause())
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .findFirst();
  }
}
