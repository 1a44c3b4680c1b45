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
}
