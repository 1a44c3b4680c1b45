// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.exposurenotifications.ports.lease.LeaseStore;
import org.exposurenotifications.testing.contracts.LeaseStoreContract;
import org.exposurenotifications.testing.contracts.Stores;
import org.junit.jupiter.api.Test;

final class BrokenLeaseStoresTest {
  @Test
  void aStoreThatIgnoresTimeFailsItsClauses() {
    assertThat(Verdict.failedClauses(TimeIgnored.class))
        .containsExactly(
            "aLeaseIsOverAtItsEndAndNotBefore",
            "askingInVainDoesNotLengthenTheLease",
            "leasesFollowTheCallersTimeHoweverFar",
            "ofCallersAtOnceExactlyOneGetsTheLease",
            "releasingALeaseThatIsAnothersByNowIsANoOp",
            "theFenceGrowsWithEachHolder");
  }

  @Test
  void aStoreThatFreesLeasesTooLateFailsThoseClauses() {
    assertThat(Verdict.failedClauses(OverAfterItsEnd.class))
        .containsExactly(
            "aLeaseIsOverAtItsEndAndNotBefore",
            "askingInVainDoesNotLengthenTheLease",
            "leasesFollowTheCallersTimeHoweverFar",
            "ofCallersAtOnceExactlyOneGetsTheLease",
            "releasingALeaseThatIsAnothersByNowIsANoOp",
            "theFenceGrowsWithEachHolder");
  }

  @Test
  void aStoreThatReleasesWithoutLookingAtTheFenceFailsThoseClauses() {
    assertThat(Verdict.failedClauses(FenceIgnored.class))
        .containsExactly(
            "releasingALeaseThatIsAnothersByNowIsANoOp",
            "releasingALeaseTwiceDoesNotFreeTheNextHolders");
  }

  @Test
  void aStoreOfOneLeaseForAllNamesFailsThatClause() {
    assertThat(Verdict.failedClauses(NamesIgnored.class))
        .containsExactly("leasesOfDifferentNamesAreIndependent");
  }

  /** In order. */
  abstract static class Broken implements LeaseStoreContract, LeaseStore {
    final LeaseStore sound = new MemoryStores().leases();
    private final Stores stores = TestStores.with(this);

    @Override
    public Stores stores() {
      return stores;
    }

    @Override
    public Optional<Lease> acquire(String name, Instant now, Duration duration) {
      return sound.acquire(name, now, duration);
    }

    @Override
    public void release(Lease lease) {
      sound.release(lease);
    }
  }

  static final class TimeIgnored extends Broken {
    @Override
    public Optional<Lease> acquire(String name, Instant now, Duration duration) {
      return super.acquire(name, Instant.EPOCH, duration);
    }
  }

  static final class OverAfterItsEnd extends Broken {
    @Override
    public Optional<Lease> acquire(String name, Instant now, Duration duration) {
      return super.acquire(name, now, duration.plusNanos(1));
    }
  }

  static final class FenceIgnored extends Broken {
    private long latest;

    @Override
    public synchronized Optional<Lease> acquire(String name, Instant now, Duration duration) {
      Optional<Lease> lease = super.acquire(name, now, duration);
      lease.ifPresent(held -> latest = held.fence());
      return lease;
    }

    @Override
    public synchronized void release(Lease lease) {
      super.release(new Lease(lease.name(), latest));
    }
  }

  static final class NamesIgnored extends Broken {
    @Override
    public Optional<Lease> acquire(String name, Instant now, Duration duration) {
      return super.acquire("job", now, duration);
    }
  }
}
