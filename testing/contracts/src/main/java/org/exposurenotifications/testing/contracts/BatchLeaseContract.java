// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchStore;
import org.junit.jupiter.api.Test;

/** The clauses of {@link BatchStore} about holding a batch. */
public interface BatchLeaseContract extends StoresUnderTest {
  @Test
  default void withoutBatchesThereIsNothingToLease() {
    assertThat(exports().lease()).isEmpty();
  }

  @Test
  default void aBatchIsDueIfItEndsAtTheGivenInstantAndNotIfLater() {
    exports().plan(export(0), Samples.hours(0, 1));
    assertThat(leaseEndingBy(Samples.hour(1).minusSeconds(1))).isEmpty();
    assertThat(leaseEndingBy(Samples.hour(1))).isPresent();
  }

  @Test
  default void aLeasedBatchIsFreeAtTheEndOfItsLeaseAndNotBefore() {
    Batch first = exports().leased(export(0), Samples.hours(0, 1));
    assertThat(exports().leaseAt(leaseEnd().minusMillis(1))).isEmpty();
    Batch second = exports().leaseAt(leaseEnd()).orElseThrow();
    assertThat(second.id()).isEqualTo(first.id());
  }

  @Test
  default void theFenceCountsTheLeases() {
    Batch first = exports().leased(export(0), Samples.hours(0, 1));
    assertThat(first.fence()).isEqualTo(1);
    Batch second = exports().leaseAt(leaseEnd()).orElseThrow();
    assertThat(second.fence()).isEqualTo(2);
    stores().batches().fail(second, leaseEnd(), "broken");
    assertThat(exports().leaseAt(leaseEnd())).map(Batch::fence).contains(3L);
  }

  @Test
  default void aDoneBatchIsNotLeasedAgain() {
    exports().done(export(0), Samples.hours(0, 1));
    assertThat(exports().leaseAt(Samples.FAR)).isEmpty();
  }

  @Test
  default void aFailedBatchIsFreeAtTheTimeOfItsRetryAndNotBefore() {
    Instant retryAt = Samples.NOW.plusSeconds(30);
    Batch batch = exports().leased(export(0), Samples.hours(0, 1));
    stores().batches().fail(batch, retryAt, "broken");
    assertThat(exports().leaseAt(retryAt.minusMillis(1))).isEmpty();
    assertThat(exports().leaseAt(retryAt)).isPresent();
  }

  @Test
  default void failuresAreCounted() {
    exports().plan(export(0), Samples.hours(0, 1));
    for (int times = 1; times <= 4; times++) {
      Batch batch = exports().lease().orElseThrow();
      assertThat(stores().batches().fail(batch, Samples.NOW, "broken")).isEqualTo(times);
    }
  }

  @Test
  default void givingBackABatchThatIsAnothersByNowIsANoOp() {
    Batch overtaken = exports().leased(export(0), Samples.hours(0, 1));
    Batch current = exports().leaseAt(leaseEnd()).orElseThrow();
    assertThat(stores().batches().fail(overtaken, Samples.NOW, "broken")).isZero();
    assertThat(exports().leaseAt(leaseEnd())).isEmpty();
    assertThat(stores().batches().fail(current, Samples.NOW, "broken")).isEqualTo(1);
  }

  @Test
  default void renewingLengthensTheLease() {
    Batch batch = exports().leased(export(0), Samples.hours(0, 1));
    Instant later = Samples.NOW.plusSeconds(60);
    assertThat(stores().batches().renew(batch, later, ExportSteps.LEASE)).isTrue();
    assertThat(exports().leaseAt(leaseEnd())).isEmpty();
    assertThat(exports().leaseAt(leaseEnd().plusSeconds(60).minusMillis(1))).isEmpty();
    assertThat(exports().leaseAt(leaseEnd().plusSeconds(60))).isPresent();
  }

  @Test
  default void aLeaseThatIsOverIsRenewedIfNobodyTookTheBatch() {
    Batch batch = exports().leased(export(0), Samples.hours(0, 1));
    Instant late = leaseEnd().plusSeconds(60);
    assertThat(stores().batches().renew(batch, late, ExportSteps.LEASE)).isTrue();
    assertThat(exports().leaseAt(late)).isEmpty();
  }

  @Test
  default void anOvertakenWorkerCannotRenew() {
    Batch overtaken = exports().leased(export(0), Samples.hours(0, 1));
    exports().leaseAt(leaseEnd());
    assertThat(stores().batches().renew(overtaken, Samples.FAR, ExportSteps.LEASE)).isFalse();
    assertThat(exports().leaseAt(leaseEnd().plus(ExportSteps.LEASE))).isPresent();
  }

  @Test
  default void aDoneBatchCannotBeRenewed() {
    Batch batch = exports().leased(export(0), Samples.hours(0, 1));
    exports().complete(batch);
    assertThat(stores().batches().renew(batch, Samples.NOW, ExportSteps.LEASE)).isFalse();
  }

  @Test
  default void ofCallersAtOnceNoTwoGetTheSameBatch() {
    for (int number = 0; number < 5; number++) {
      exports().plan(export(number), Samples.hours(number, number + 1));
    }
    List<Optional<Batch>> answers = Race.of(12, _ -> exports().lease());
    assertThat(answers.stream().flatMap(Optional::stream).map(Batch::id)).doesNotHaveDuplicates();
    int more = (int) IntStream.range(0, 5).filter(_ -> exports().lease().isPresent()).count();
    assertThat(answers).filteredOn(Optional::isPresent).hasSize(5 - more).isNotEmpty();
  }

  @Test
  default void ofCallersAtOnceExactlyOneGetsTheOnlyBatch() {
    exports().plan(export(0), Samples.hours(0, 1));
    List<Optional<Batch>> answers = Race.of(12, _ -> exports().lease());
    assertThat(answers).filteredOn(Optional::isPresent).hasSize(1);
  }

  private Optional<Batch> leaseEndingBy(Instant endsBy) {
    return stores().batches().lease(Samples.NOW, endsBy, ExportSteps.LEASE);
  }

  private ExportSteps exports() {
    return new ExportSteps(stores());
  }

  private static Instant leaseEnd() {
    return Samples.NOW.plus(ExportSteps.LEASE);
  }

  /** Exports of different numbers have no key in common. */
  private static ExportConfig export(int number) {
    return Samples.export("export-" + number, Samples.filter("R" + number));
  }
}
