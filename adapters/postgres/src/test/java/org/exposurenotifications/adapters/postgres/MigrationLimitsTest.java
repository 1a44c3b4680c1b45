// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.exposurenotifications.ports.PortFailure;
import org.junit.jupiter.api.Test;

/** Uploads queue behind a migration that waits for their table. */
final class MigrationLimitsTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @Test
  void aMigrationThatWaitsForATableGivesUpAndCanBeRepeated() throws Exception {
    TestDatabase.execute(
        """
        ALTER TABLE export_batch
          DROP COLUMN lapses, DROP COLUMN last_failure, DROP COLUMN dead_letter;
        ALTER TABLE export_file DROP COLUMN listed_in;
        DELETE FROM flyway_schema_history WHERE version IN ('8', '9')
        """);
    try (Connection holder = TestDatabase.connect();
        Statement statement = holder.createStatement()) {
      // ends the wait if the migration does not
      statement.execute(
          "SET idle_in_transaction_session_timeout = " + LONGEST.multipliedBy(2).toMillis());
      holder.setAutoCommit(false);
      statement.execute("LOCK TABLE export_batch IN ACCESS SHARE MODE");
      long begin = System.nanoTime();
      assertThatThrownBy(() -> PostgresStores.migrate(TestDatabase.CONFIG))
          .isInstanceOf(PortFailure.Transient.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONGEST);
    }
    assertThat(PostgresStores.migrate(TestDatabase.CONFIG)).isEqualTo(2);
  }
}
