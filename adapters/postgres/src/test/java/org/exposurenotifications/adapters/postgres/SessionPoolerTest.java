// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.exposurenotifications.testing.contracts.Stores;
import org.exposurenotifications.testing.contracts.StoresContract;
import org.exposurenotifications.testing.standins.PgBouncer;
import org.exposurenotifications.testing.standins.PgBouncer.Pooling;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Behind a pooler whose clients keep their session, all is as without. */
final class SessionPoolerTest implements StoresContract {
  private static final int ENOUGH = 50;

  private static PgBouncer pooler;
  private static PostgresStores database;

  @BeforeAll
  static void start() {
    pooler = Pooler.start(Pooling.SESSION, ENOUGH);
    database = PostgresStores.open(TestDatabase.through(pooler.port()));
  }

  @AfterAll
  static void close() {
    database.close();
    pooler.close();
  }

  @BeforeEach
  void clear() {
    TestDatabase.clear();
  }

  @Override
  public Stores stores() {
    return StoresOf.all(database);
  }

  @Test
  void itIsMigratedAndFitForUse() {
    assertThat(PostgresStores.migrate(TestDatabase.through(pooler.port()))).isZero();
    assertThat(database.schemaProblem()).isEmpty();
    assertThat(database.guaranteeProblem()).isEmpty();
  }
}
