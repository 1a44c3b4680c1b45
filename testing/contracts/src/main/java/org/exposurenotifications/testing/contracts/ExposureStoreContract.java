// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.junit.jupiter.api.Test;

/** The clauses of {@link ExposureStore}; those about windows are in {@link WindowStoreContract}. */
public interface ExposureStoreContract extends ExposureAddContract, ExposureMergeContract {
  @Test
  default void aRehearsalLeavesNoTrace() {
    stores()
        .exposures()
        .rehearse(
            Samples.upload(
                Optional.of(Samples.statistic("a.example", Samples.hour(0))),
                Samples.exposure(1, Samples.hour(0)),
                Samples.exposure(2, Samples.hour(0))));
    assertThat(keys().present(1, 2)).isEmpty();
    assertThat(keys().counted("a.example")).isZero();
  }

  @Test
  default void aRehearsalWithStoredKeysChangesNothing() {
    keys().add(Samples.exposure(1, Samples.hour(0)));
    stores()
        .exposures()
        .rehearse(
            Samples.upload(
                Samples.exposure(1, Samples.hour(3)), Samples.exposure(2, Samples.hour(3))));
    assertThat(keys().present(1, 2)).isEqualTo(KeySteps.keyData(1));
    Batch batch =
        new ExportSteps(stores()).passing("all", Samples.filter("US"), Samples.hours(0, 1));
    assertThat(new ExportSteps(stores()).keyData(batch)).isEqualTo(KeySteps.keyData(1));
  }

  @Test
  default void keysCreatedBeforeTheCutoffAreForgottenAndNoOthers() {
    Instant cutoff = Samples.hour(2);
    keys()
        .add(
            Samples.exposure(1, Samples.hour(1)),
            Samples.exposure(2, cutoff.minusSeconds(1)),
            Samples.exposure(3, cutoff),
            Samples.exposure(4, Samples.hour(3)));
    assertThat(keys().delete(cutoff, 100)).isEqualTo(2);
    assertThat(keys().present(1, 2, 3, 4)).isEqualTo(KeySteps.keyData(3, 4));
    assertThat(keys().delete(cutoff, 100)).isZero();
  }

  @Test
  default void atMostTheLimitIsForgottenInACall() {
    for (int number = 0; number < 5; number++) {
      keys().add(Samples.exposure(number, Samples.hour(0)));
    }
    assertThat(keys().delete(Samples.hour(1), 2)).isEqualTo(2);
    assertThat(keys().present(0, 1, 2, 3, 4)).hasSize(3);
    assertThat(keys().delete(Samples.hour(1), 2)).isEqualTo(2);
    assertThat(keys().delete(Samples.hour(1), 2)).isEqualTo(1);
    assertThat(keys().delete(Samples.hour(1), 2)).isZero();
    assertThat(keys().present(0, 1, 2, 3, 4)).isEmpty();
  }

  @Test
  default void aKeyIsKeptWhileItCouldBeUploadedAgain() {
    keys().add(Samples.exposure(1, Samples.hour(0)), Samples.exposure(2, Samples.hour(1)));
    IntervalNumber end = Samples.key(1).end();
    assertThat(delete(Instant.EPOCH, end, 100).keys()).isZero();
    assertThat(keys().present(1, 2)).isEqualTo(KeySteps.keyData(1, 2));
    assertThat(delete(Instant.EPOCH, end.plus(1), 100).keys()).isEqualTo(2);
    assertThat(keys().present(1, 2)).isEmpty();
  }

  @Test
  default void theOldestGoFirstAndTheNextStepGoesOnFromThere() {
    for (int number : new int[] {5, 3, 1, 4, 2, 0}) {
      keys().add(Samples.exposure(number, Samples.hour(number / 2)));
    }
    IntervalNumber never = new IntervalNumber(Integer.MAX_VALUE);
    ExposureStore.Deleted first = delete(Instant.EPOCH, never, 3);
    assertThat(first).isEqualTo(new ExposureStore.Deleted(3, Samples.hour(1)));
    assertThat(keys().present(0, 1, 2, 3, 4, 5)).hasSize(3).doesNotContain(Samples.keyData(0));
    assertThat(delete(Samples.hour(2), never, 1))
        .isEqualTo(new ExposureStore.Deleted(1, Samples.hour(2)));
    assertThat(delete(first.from(), never, 3))
        .isEqualTo(new ExposureStore.Deleted(2, Samples.hour(2)));
    assertThat(delete(Samples.hour(2), never, 3))
        .isEqualTo(new ExposureStore.Deleted(0, Samples.hour(2)));
  }

  @Test
  default void aRevisedKeyStaysUntilItsRevisionIsOldEnough() {
    keys().add(Samples.exposure(1, Samples.hour(0)), Samples.exposure(2, Samples.hour(0)));
    keys().revise(1, Samples.hour(5));
    IntervalNumber never = new IntervalNumber(Integer.MAX_VALUE);
    ExposureStore.Expiry early = new ExposureStore.Expiry(Samples.hour(1), never, Samples.hour(5));
    ExposureStore.Expiry late =
        new ExposureStore.Expiry(Samples.hour(1), never, Samples.hour(5).plusSeconds(1));
    assertThat(stores().exposures().delete(Instant.EPOCH, early, 100).keys()).isEqualTo(1);
    assertThat(keys().present(1, 2)).isEqualTo(KeySteps.keyData(1));
    assertThat(stores().exposures().delete(Instant.EPOCH, late, 100).keys()).isEqualTo(1);
    Batch batch =
        new ExportSteps(stores()).passing("all", Samples.filter("US"), Samples.hours(0, 9));
    assertThat(stores().batchKeys().count(batch).revisedKeys()).isZero();
  }

  @Test
  default void aForgottenKeyMayComeAgain() {
    keys().add(Samples.exposure(1, Samples.hour(0)));
    keys().revise(1, Samples.hour(1));
    keys().delete(Samples.hour(1), 100);
    keys().add(Samples.exposure(1, Samples.hour(2)));
    assertThat(keys().stored(1))
        .singleElement()
        .satisfies(stored -> assertThat(stored.revisedTo()).isEmpty());
  }

  @Test
  default void keysOfAnyCenturyAreForgotten() {
    keys().add(Samples.exposure(1, Samples.FAR));
    assertThat(keys().delete(Samples.FAR, 100)).isZero();
    assertThat(keys().delete(Samples.FAR.plus(Duration.ofHours(1)), 100)).isEqualTo(1);
  }

  private ExposureStore.Deleted delete(Instant from, IntervalNumber endedBefore, int limit) {
    return stores()
        .exposures()
        .delete(
            from, new ExposureStore.Expiry(Samples.hour(9), endedBefore, Samples.hour(9)), limit);
  }

  private KeySteps keys() {
    return new KeySteps(stores());
  }
}
