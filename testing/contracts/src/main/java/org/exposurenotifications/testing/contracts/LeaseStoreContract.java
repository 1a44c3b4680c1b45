// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.lease.LeaseStore;
import org.exposurenotifications.ports.lease.LeaseStore.Lease;
import org.junit.jupiter.api.Test;

/** The clauses of {@link LeaseStore}. */
public interface LeaseStoreContract extends StoresUnderTest {
  /** The finest step of time that every store knows. */
  Duration MICROSECOND = Duration.ofNanos(1000);

  @Test
  default void aFreeLeaseIsTakenAndThenHeld() {
    assertThat(acquire(Samples.NOW)).isPresent();
    assertThat(acquire(Samples.NOW)).isEmpty();
  }

  @Test
  default void aLeaseIsOverAtItsEndAndNotBefore() {
    Instant end = Samples.NOW.plus(ExportSteps.LEASE);
    acquire(Samples.NOW);
    assertThat(acquire(end.minus(MICROSECOND))).isEmpty();
    assertThat(acquire(end)).isPresent();
  }

  @Test
  default void askingInVainDoesNotLengthenTheLease() {
    acquire(Samples.NOW);
    acquire(Samples.NOW.plus(ExportSteps.LEASE).minus(MICROSECOND));
    assertThat(acquire(Samples.NOW.plus(ExportSteps.LEASE))).isPresent();
  }

  @Test
  default void theFenceGrowsWithEachHolder() {
    Lease first = acquire(Samples.NOW).orElseThrow();
    Lease second = acquire(Samples.NOW.plus(ExportSteps.LEASE)).orElseThrow();
    stores().leases().release(second);
    Lease third = acquire(Samples.NOW.plus(ExportSteps.LEASE)).orElseThrow();
    assertThat(second.fence()).isGreaterThan(first.fence());
    assertThat(third.fence()).isGreaterThan(second.fence());
  }

  @Test
  default void aReleasedLeaseIsFree() {
    stores().leases().release(acquire(Samples.NOW).orElseThrow());
    assertThat(acquire(Samples.NOW)).isPresent();
  }

  @Test
  default void releasingALeaseThatIsAnothersByNowIsANoOp() {
    Instant later = Samples.NOW.plus(ExportSteps.LEASE);
    Lease overtaken = acquire(Samples.NOW).orElseThrow();
    acquire(later);
    stores().leases().release(overtaken);
    assertThat(acquire(later)).isEmpty();
  }

  @Test
  default void releasingALeaseTwiceDoesNotFreeTheNextHolders() {
    Lease first = acquire(Samples.NOW).orElseThrow();
    stores().leases().release(first);
    acquire(Samples.NOW);
    stores().leases().release(first);
    assertThat(acquire(Samples.NOW)).isEmpty();
  }

  @Test
  default void leasesOfDifferentNamesAreIndependent() {
    Lease one = acquire(Samples.NOW).orElseThrow();
    LeaseStore leases = stores().leases();
    Lease two = leases.acquire("job-2", Samples.NOW, ExportSteps.LEASE).orElseThrow();
    leases.release(two);
    assertThat(one.name()).isEqualTo("job");
    assertThat(two.name()).isEqualTo("job-2");
    assertThat(acquire(Samples.NOW)).isEmpty();
  }

  @Test
  default void leasesFollowTheCallersTimeHoweverFar() {
    assertThat(acquire(Instant.EPOCH)).isPresent();
    assertThat(acquire(Samples.FAR)).isPresent();
    assertThat(acquire(Samples.FAR.plus(ExportSteps.LEASE).minus(MICROSECOND))).isEmpty();
    assertThat(acquire(Samples.FAR.plus(ExportSteps.LEASE))).isPresent();
  }

  @Test
  default void ofCallersAtOnceExactlyOneGetsTheLease() {
    for (int round = 0; round < 5; round++) {
      Instant now = Samples.NOW.plus(ExportSteps.LEASE.multipliedBy(round));
      List<Optional<Lease>> answers = Race.of(12, _ -> acquire(now));
      assertThat(answers).filteredOn(Optional::isPresent).hasSize(1);
    }
  }

  private Optional<Lease> acquire(Instant now) {
    return stores().leases().acquire("job", now, ExportSteps.LEASE);
  }
}
