// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.config.BatchPlan;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.Padding;
import org.exposurenotifications.ports.export.Planning;
import org.exposurenotifications.testing.contracts.Samples;
import org.junit.jupiter.api.Test;

final class BrokenBatchStoresTest {
  @Test
  void aStoreThatLeasesWhatIsNotDueFailsThoseClauses() {
    assertThat(Verdict.failedClauses(DueIgnored.class))
        .containsExactly("aBatchIsDueIfItEndsAtTheGivenInstantAndNotIfLater");
  }

  @Test
  void aStoreThatRetriesAtOnceFailsThoseClauses() {
    assertThat(Verdict.failedClauses(RetryAtOnce.class))
        .containsExactly(
            "aBatchThatWaitsForItsRetryHoldsUpNoOther",
            "aFailedBatchIsFreeAtTheTimeOfItsRetryAndNotBefore",
            "theLeaseIsShownAndThenTheFailureWithItsReason");
  }

  @Test
  void aStoreThatLeasesPoisonAgainFailsThoseClauses() {
    assertThat(Verdict.failedClauses(PoisonLeased.class))
        .containsExactly(
            "aDeadLetteredBatchIsNotLeasedAndOthersAre",
            "aRevivedBatchIsLeasedAtOnceAndItsFailuresAreForgotten");
  }

  @Test
  void aStoreThatLosesPaddingFailsThoseClauses() {
    assertThat(Verdict.failedClauses(PaddingLost.class))
        .containsExactly(
            "aBatchHoldsNoPaddingThatIsPlannedAfterIt",
            "aPaddingKeyThatExistsIsAFailureAndNothingIsPlanned",
            "ofCallersAtOnceOnePlans",
            "onlyPaddingOfTheGivenRegionsAndMarkIsRead",
            "onlyUnrevisedPaddingIsRevisedWithABatch",
            "paddingIsPartOfEveryExportOfItsRegion",
            "paddingIsRevisedWithABatch",
            "paddingIsStoredWithItsBatchThoughItsWindowIsClosed",
            "paddingMayBeRevisedAsSoonAsItIsInvented");
  }

  @Test
  void aStoreThatCompletesForAnOvertakenWorkerFailsThatClause() {
    assertThat(Verdict.failedClauses(FenceIgnored.class))
        .containsExactly("anOvertakenWorkerCompletesNothing");
  }

  static final class DueIgnored extends ForwardingBatches {
    @Override
    public Optional<Batch> lease(Instant now, Instant endsBy, Duration duration) {
      return super.lease(now, Samples.FAR.plus(Duration.ofDays(1)), duration);
    }
  }

  static final class RetryAtOnce extends ForwardingBatches {
    @Override
    public int fail(Batch batch, Instant retryAt, String reason) {
      return super.fail(batch, Instant.EPOCH, reason);
    }
  }

  static final class PoisonLeased extends ForwardingBatches {
    @Override
    public boolean deadLetter(Batch batch, String reason) {
      return super.fail(batch, Instant.EPOCH, reason) > 0;
    }
  }

  static final class PaddingLost extends ForwardingBatches {
    @Override
    public boolean plan(Planning planning, Collection<BatchPlan> batches, Padding padding) {
      return super.plan(planning, batches, Padding.NONE);
    }
  }

  static final class FenceIgnored extends ForwardingBatches {
    private Optional<Batch> latest = Optional.empty();

    @Override
    public synchronized Optional<Batch> lease(Instant now, Instant endsBy, Duration duration) {
      Optional<Batch> leased = super.lease(now, endsBy, duration);
      latest = leased.or(() -> latest);
      return leased;
    }

    @Override
    public synchronized boolean complete(Batch batch, List<String> objectNames) {
      Batch current = latest.filter(held -> held.id() == batch.id()).orElse(batch);
      return super.complete(current, objectNames);
    }
  }
}
