// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import org.exposurenotifications.testing.contracts.Stores;
import org.exposurenotifications.testing.contracts.StoresContract;

final class MemoryStoresTest implements StoresContract {
  private final Stores stores = TestStores.of(new MemoryStores());

  @Override
  public Stores stores() {
    return stores;
  }
}
