// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.WindowStore;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.lease.LeaseStore;
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
        memory.statistics(),
        memory.clock());
  }

  static Stores with(ExposureStore exposures, MemoryStores memory) {
    return with(exposures, memory.windows(), memory.batchKeys(), memory.leases(), memory);
  }

  static Stores with(WindowStore windows, MemoryStores memory) {
    return with(memory.exposures(), windows, memory.batchKeys(), memory.leases(), memory);
  }

  static Stores with(BatchKeys batchKeys, MemoryStores memory) {
    return with(memory.exposures(), memory.windows(), batchKeys, memory.leases(), memory);
  }

  static Stores with(LeaseStore leases) {
    MemoryStores memory = new MemoryStores();
    return with(memory.exposures(), memory.windows(), memory.batchKeys(), leases, memory);
  }

  static Stores with(BatchStore batches, MemoryStores memory) {
    return new Stores(
        memory.exposures(),
        memory.windows(),
        batches,
        memory.batchKeys(),
        memory.exportFiles(),
        memory.configuration(),
        memory.revisionKeys(),
        memory.leases(),
        memory.statistics(),
        memory.clock());
  }

  private static Stores with(
      ExposureStore exposures,
      WindowStore windows,
      BatchKeys batchKeys,
      LeaseStore leases,
      MemoryStores memory) {
    return new Stores(
        exposures,
        windows,
        memory.batches(),
        batchKeys,
        memory.exportFiles(),
        memory.configuration(),
        memory.revisionKeys(),
        leases,
        memory.statistics(),
        memory.clock());
  }
}
