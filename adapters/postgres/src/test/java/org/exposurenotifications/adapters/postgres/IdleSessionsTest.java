// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.exposurenotifications.testing.contracts.Samples.exposure;
import static org.exposurenotifications.testing.contracts.Samples.hour;
import static org.exposurenotifications.testing.contracts.Samples.upload;

import java.time.Duration;
import org.exposurenotifications.ports.PortFailure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session that stops in the middle of a transaction does not hold its window for ever. */
final class IdleSessionsTest {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private static final String LOCKS = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'";

  @BeforeEach
  void clear() {
    TestDatabase.clear();
  }

  @Test
  void aTransactionThatStaysIdleIsEndedAndItsWindowIsComplete() {
    try (PostgresStores stores = PostgresStores.open(TestDatabase.CONFIG);
        Database idle = new Database(TestDatabase.impatient(TestDatabase.CONFIG))) {
      Throwable failure =
          catchThrowable(() ->
              idle.transact(
                  "add keys",
                  handle -> {
                    AddKeys.run(handle, upload(exposure(1, hour(0))));
                    assertThat(stores.windows().closeBefore(hour(1))).isEqualTo(hour(0));
                    awaitNoLocks();
                    return AddKeys.run(handle, upload(exposure(2, hour(0))));
                  }));
      assertThat(failure).isInstanceOf(PortFailure.Transient.class);
      assertThat(stores.windows().closeBefore(hour(1))).isEqualTo(hour(1));
    }
  }

  @Test
  void everyConnectionHasLimits() {
    try (Database database = new Database(TestDatabase.CONFIG)) {
      for (String limit :
          new String[] {
            "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"
          }) {
        assertThat(setting(database, limit)).as(limit).isNotEqualTo("0");
      }
    }
  }

  private static String setting(Database database, String name) {
    return database.call(
        "read a setting",
        handle ->
            handle
                .createQuery("SELECT current_setting(:name)")
                .bind("name", name)
                .mapTo(String.class)
                .one());
  }

  private static void awaitNoLocks() {
    long begin = System.nanoTime();
    while (TestDatabase.number(LOCKS) > 0) {
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONGEST);
    }
  }
}
