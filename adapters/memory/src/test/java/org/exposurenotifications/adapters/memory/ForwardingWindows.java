// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.export.HeldWindow;
import org.exposurenotifications.ports.export.WindowStore;
import org.exposurenotifications.testing.contracts.Stores;
import org.exposurenotifications.testing.contracts.WindowStoreContract;

/** Windows in order, to be broken by those who extend it. */
abstract class ForwardingWindows implements WindowStoreContract, WindowStore {
  private final MemoryStores memory = new MemoryStores();
  private final WindowStore sound = memory.windows();
  private final Stores stores = TestStores.with((WindowStore) this, memory);

  @Override
  public Stores stores() {
    return stores;
  }

  @Override
  public Instant closeBefore(Instant until) {
    return sound.closeBefore(until);
  }

  @Override
  public Optional<Instant> closedUntil() {
    return sound.closedUntil();
  }

  @Override
  public List<HeldWindow> held(Instant until) {
    return sound.held(until);
  }

  @Override
  public int reopen(Instant now, Instant until) {
    return sound.reopen(now, until);
  }
}
