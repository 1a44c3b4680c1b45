// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.UnfinishedBatch;
import org.junit.jupiter.api.Test;

/** The clauses of {@link BatchStore} about batches that do not get done. */
public interface BatchProgressContract extends StoresUnderTest {
  ExportConfig FIRST = Samples.export("first", Samples.filter("US"));

  @Test
  default void aPlannedBatchIsUnfinishedAndADoneOneIsNot() {
    exports().plan(FIRST, Samples.hours(1, 2), Samples.hours(0, 1));
    assertThat(unfinished())
        .extracting(UnfinishedBatch::window)
        .containsExactly(Samples.hours(0, 1), Samples.hours(1, 2));
    UnfinishedBatch fresh = unfinished().getFirst();
    assertThat(fresh)
        .isEqualTo(
            new UnfinishedBatch(
                fresh.id(),
                "first",
                FIRST.bucket(),
                FIRST.filenameRoot(),
                Samples.hours(0, 1),
                0,
                0,
                "",
                false,
                Optional.empty(),
                Optional.empty()));
    exports().complete(exports().lease().orElseThrow());
    assertThat(unfinished())
        .extracting(UnfinishedBatch::window)
        .containsExactly(Samples.hours(1, 2));
  }

  @Test
  default void theLeaseIsShownAndThenTheFailureWithItsReason() {
    Batch batch = exports().leased(FIRST, Samples.hours(0, 1));
    assertThat(only().leasedUntil()).hasValue(leaseEnd());
    stores().batches().fail(batch, Samples.hour(50), "the bucket is away");
    assertThat(only())
        .returns(1, UnfinishedBatch::failures)
        .returns("the bucket is away", UnfinishedBatch::lastFailure)
        .returns(Optional.empty(), UnfinishedBatch::leasedUntil)
        .returns(Optional.of(Samples.hour(50)), UnfinishedBatch::retryAt);
  }

  @Test
  default void theNextWorkerKnowsHowOftenTheBatchFailed() {
    Batch first = exports().leased(FIRST, Samples.hours(0, 1));
    assertThat(first).returns(0, Batch::failures).returns(0, Batch::lapses);
    stores().batches().fail(first, Samples.NOW, "first");
    Batch second = exports().lease().orElseThrow();
    assertThat(second).returns(1, Batch::failures).returns(0, Batch::lapses);
  }

  @Test
  default void aLeaseThatEndedByItselfIsCountedWhenTheBatchIsLeasedAgain() {
    exports().plan(FIRST, Samples.hours(0, 1));
    Instant now = Samples.NOW;
    for (int lapses = 0; lapses < 4; lapses++) {
      assertThat(exports().leaseAt(now))
          .hasValueSatisfying(batch -> assertThat(batch.failures()).isZero())
          .map(Batch::lapses)
          .hasValue(lapses);
      now = now.plus(ExportSteps.LEASE);
    }
  }

  @Test
  default void aDeadLetteredBatchIsNotLeasedAndOthersAre() {
    exports().plan(FIRST, Samples.hours(0, 1), Samples.hours(1, 2));
    Batch poison = exports().lease().orElseThrow();
    assertThat(stores().batches().deadLetter(poison, "poison")).isTrue();
    assertThat(exports().leaseAt(Samples.FAR)).map(Batch::window).hasValue(Samples.hours(1, 2));
    assertThat(exports().leaseAt(Samples.FAR)).isEmpty();
    assertThat(unfinished().getFirst())
        .returns(true, UnfinishedBatch::deadLettered)
        .returns(1, UnfinishedBatch::failures)
        .returns("poison", UnfinishedBatch::lastFailure)
        .returns(Optional.empty(), UnfinishedBatch::leasedUntil);
  }

  @Test
  default void anOvertakenWorkerDeadLettersNothing() {
    Batch overtaken = exports().leased(FIRST, Samples.hours(0, 1));
    Batch current = exports().leaseAt(leaseEnd()).orElseThrow();
    assertThat(stores().batches().deadLetter(overtaken, "poison")).isFalse();
    assertThat(only().deadLettered()).isFalse();
    assertThat(stores().batches().deadLetter(current, "poison")).isTrue();
    assertThat(stores().batches().complete(current, List.of())).isFalse();
  }

  @Test
  default void aRevivedBatchIsLeasedAtOnceAndItsFailuresAreForgotten() {
    exports().plan(FIRST, Samples.hours(0, 1));
    exports().lease();
    Batch batch = exports().leaseAt(leaseEnd()).orElseThrow();
    stores().batches().deadLetter(batch, "poison");
    assertThat(stores().batches().revive(batch.id())).isTrue();
    assertThat(exports().leaseAt(leaseEnd()))
        .hasValueSatisfying(again ->
            assertThat(again)
                .returns(batch.id(), Batch::id)
                .returns(0, Batch::failures)
                .returns(0, Batch::lapses));
  }

  @Test
  default void onlyADeadLetteredBatchIsRevived() {
    Batch batch = exports().leased(FIRST, Samples.hours(0, 1));
    assertThat(stores().batches().revive(batch.id())).isFalse();
    assertThat(stores().batches().revive(batch.id() + 1)).isFalse();
    assertThat(exports().lease()).isEmpty();
  }

  private List<UnfinishedBatch> unfinished() {
    return stores().batches().unfinished();
  }

  private UnfinishedBatch only() {
    assertThat(unfinished()).hasSize(1);
    return unfinished().getFirst();
  }

  private ExportSteps exports() {
    return new ExportSteps(stores());
  }

  private static Instant leaseEnd() {
    return Samples.NOW.plus(ExportSteps.LEASE);
  }
}
