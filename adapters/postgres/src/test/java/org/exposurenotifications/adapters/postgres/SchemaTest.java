// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.exposurenotifications.testing.contracts.Samples.createdBefore;

import java.time.Instant;
import org.exposurenotifications.ports.PortFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SchemaTest {
  private static final int MIGRATIONS = 9;

  private final PostgresStores stores = PostgresStores.open(TestDatabase.CONFIG);

  @BeforeEach
  void dropEverything() {
    TestDatabase.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  }

  @AfterEach
  void close() {
    stores.close();
    dropEverything();
    PostgresStores.migrate(TestDatabase.CONFIG);
  }

  @Test
  void anEmptyDatabaseIsMigratedOnce() {
    assertThat(PostgresStores.migrate(TestDatabase.CONFIG)).isEqualTo(MIGRATIONS);
    assertThat(PostgresStores.migrate(TestDatabase.CONFIG)).isZero();
    assertThat(stores.schemaProblem()).isEmpty();
    assertThat(stores.exposures().delete(Instant.EPOCH, createdBefore(Instant.EPOCH), 1).keys())
        .isZero();
  }

  @Test
  void anEmptyDatabaseIsAProblemWithARemedy() {
    assertThat(stores.schemaProblem().orElseThrow()).contains("9", "run: keyserver migrate");
    assertThatThrownBy(
            () -> stores.exposures().delete(Instant.EPOCH, createdBefore(Instant.EPOCH), 1).keys())
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("run: keyserver migrate");
  }

  @Test
  void aMissingMigrationIsAProblem() {
    PostgresStores.migrate(TestDatabase.CONFIG);
    TestDatabase.execute("DELETE FROM flyway_schema_history WHERE version = '9'");
    assertThat(stores.schemaProblem().orElseThrow()).contains("lacks 1");
  }

  @Test
  void aNewerSchemaIsNoProblem() {
    PostgresStores.migrate(TestDatabase.CONFIG);
    TestDatabase.execute(
        """
        INSERT INTO flyway_schema_history
        SELECT installed_rank + 1, '99', description, type, 'V99__later.sql', checksum,
               installed_by, installed_on, execution_time, success
        FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1
        """);
    assertThat(stores.schemaProblem()).isEmpty();
    assertThat(PostgresStores.migrate(TestDatabase.CONFIG)).isZero();
  }

  @Test
  void anotherServersTablesAreNotMigrated() {
    TestDatabase.execute("CREATE TABLE exposure (x int)");
    assertThatThrownBy(() -> PostgresStores.migrate(TestDatabase.CONFIG))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("tables that are not this server's")
        .hasMessageContaining("DB_NAME");
    assertThat(
            TestDatabase.number(
                "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"))
        .isEqualTo(1);
  }

  @Test
  void tablesWhoseHistoryWasLostAreNotMigrated() {
    PostgresStores.migrate(TestDatabase.CONFIG);
    TestDatabase.execute("DROP TABLE flyway_schema_history");
    assertThatThrownBy(() -> PostgresStores.migrate(TestDatabase.CONFIG))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("flyway_schema_history");
  }

  @Test
  void anotherProgramsHistoryIsNotContinued() {
    PostgresStores.migrate(TestDatabase.CONFIG);
    TestDatabase.execute("UPDATE flyway_schema_history SET checksum = checksum + 1");
    assertThatThrownBy(() -> PostgresStores.migrate(TestDatabase.CONFIG))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("tables that are not this server's");
  }

  @Test
  void aReadOnlyDatabaseIsNotMigratedAndSaysSo() {
    String database = "ALTER DATABASE " + TestDatabase.CONFIG.name();
    TestDatabase.execute(database + " SET default_transaction_read_only = on");
    try {
      assertThatThrownBy(() -> PostgresStores.migrate(TestDatabase.CONFIG))
          .isInstanceOf(PortFailure.Transient.class)
          .hasMessageStartingWith("Cannot migrate the database: the database is read-only: ");
    } finally {
      TestDatabase.execute(
          "BEGIN READ WRITE; " + database + " RESET default_transaction_read_only; COMMIT");
    }
  }

  @Test
  void aSearchPathThatLeadsElsewhereIsFoundOutAtTheStart() {
    PostgresStores.migrate(TestDatabase.CONFIG);
    TestDatabase.execute("ALTER ROLE CURRENT_USER SET search_path = nowhere");
    try {
      assertThatThrownBy(stores::guaranteeProblem)
          .isInstanceOf(PortFailure.Permanent.class)
          .hasMessageContaining("search_path");
    } finally {
      TestDatabase.execute("ALTER ROLE CURRENT_USER RESET search_path");
    }
  }
}
