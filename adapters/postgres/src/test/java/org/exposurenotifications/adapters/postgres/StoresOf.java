// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import org.exposurenotifications.testing.contracts.Stores;

/** The stores of a database, for the contracts. */
final class StoresOf {
  private StoresOf() {}

  static Stores all(PostgresStores database) {
    return new Stores(
        database.exposures(),
        database.windows(),
        database.batches(),
        database.batchKeys(),
        database.exportFiles(),
        database.configuration(),
        database.revisionKeys(),
        database.leases(),
        database.statistics(),
        database.clock());
  }
}
