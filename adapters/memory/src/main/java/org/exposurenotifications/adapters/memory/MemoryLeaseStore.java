// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.exposurenotifications.ports.lease.LeaseStore;

final class MemoryLeaseStore implements LeaseStore {
  private final State state;

  MemoryLeaseStore(State state) {
    this.state = state;
  }

  @Override
  public Optional<Lease> acquire(String name, Instant now, Duration duration) {
    synchronized (state) {
      HeldLease latest = state.leases.getOrDefault(name, HeldLease.NEVER);
      if (latest.end().isAfter(now)) {
        return Optional.empty();
      }
      long fence = latest.fence() + 1;
      state.leases.put(name, new HeldLease(fence, now.plus(duration)));
      return Optional.of(new Lease(name, fence));
    }
  }

  @Override
  public void release(Lease lease) {
    synchronized (state) {
      state.leases.computeIfPresent(
          lease.name(),
          (_, latest) ->
              latest.fence() == lease.fence()
                  ? new HeldLease(latest.fence(), Instant.MIN)
                  : latest);
    }
  }
}
