// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.exposurenotifications.ports.PortFailure;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfoService;

/** The tables' version: brought up to date, and compared with what this code was written for. */
final class Schema {
  static final String REMEDY = "run: keyserver migrate";

  private static final Set<ErrorCode> OTHERS =
      Set.of(
          CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE,
          CoreErrorCode.VALIDATE_ERROR,
          CoreErrorCode.APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED,
          CoreErrorCode.CHECKSUM_MISMATCH,
          CoreErrorCode.DESCRIPTION_MISMATCH,
          CoreErrorCode.TYPE_MISMATCH);

  private static final String OTHER_TABLES =
      "its schema holds tables that are not this server's, or whose history (the table"
          + " flyway_schema_history) was lost or changed; if it is another server's database,"
          + " correct DB_NAME, otherwise restore that table from a backup";

  private final Flyway flyway;

  Schema(DataSource source) {
    flyway =
        Flyway.configure(Schema.class.getClassLoader())
            .dataSource(source)
            .locations("classpath:org/exposurenotifications/adapters/postgres/migration")
            .cleanDisabled(true)
            .load();
  }

  int migrate() {
    try {
      return flyway.migrate().migrationsExecuted;
    } catch (FlywayException failure) {
      if (OTHERS.contains(failure.getErrorCode())) {
        throw new PortFailure.Permanent("Cannot migrate the database: " + OTHER_TABLES, null);
      }
      throw failure("migrate the database", failure);
    }
  }

  Optional<String> problem() {
    try {
      MigrationInfoService info = flyway.info();
      // a newer release's migrations are no problem: while it is rolled out, both run
      int missing = info.pending().length;
      return missing == 0
          ? Optional.empty()
          : Optional.of(
              "The database lacks " + missing + " of this server's migrations: " + REMEDY + ".");
    } catch (FlywayException failure) {
      throw failure("read the database's schema version", failure);
    }
  }

  private static PortFailure failure(String operation, FlywayException failure) {
    return Failures.translate(operation, failure);
  }
}
