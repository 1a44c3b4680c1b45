// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import org.exposurenotifications.testing.contracts.Stores;

/** Bundles the stores as the contracts want them. */
final class TestStores {
  private TestStores() {}

  static Stores of(MemoryStores memory) {
    return new Stores(
        memory.exposures(),
        memory.windows(),
        memory.batches(),
        memory.batchKeys(),
        memory.exportFiles(),
        memory.configuration(),
        memory.revisionKeys(),
        memory.leases(),
        memory.statistics());
  }
}
