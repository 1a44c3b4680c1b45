// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import org.exposurenotifications.testing.contracts.Stores;
import org.exposurenotifications.testing.contracts.StoresContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

final class PostgresStoresTest implements StoresContract {
  private static final PostgresStores database = PostgresStores.open(TestDatabase.CONFIG);

  @BeforeEach
  void clear() {
    TestDatabase.clear();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Override
  public Stores stores() {
    return StoresOf.all(database);
  }
}
