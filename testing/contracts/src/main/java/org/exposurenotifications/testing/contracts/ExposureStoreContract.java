// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.exposure.ExposureStore;
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
    assertThat(stores().exposures().deleteCreatedBefore(cutoff, 100)).isEqualTo(2);
    assertThat(keys().present(1, 2, 3, 4)).isEqualTo(KeySteps.keyData(3, 4));
    assertThat(stores().exposures().deleteCreatedBefore(cutoff, 100)).isZero();
  }

  @Test
  default void atMostTheLimitIsForgottenInACall() {
    for (int number = 0; number < 5; number++) {
      keys().add(Samples.exposure(number, Samples.hour(0)));
    }
    assertThat(stores().exposures().deleteCreatedBefore(Samples.hour(1), 2)).isEqualTo(2);
    assertThat(keys().present(0, 1, 2, 3, 4)).hasSize(3);
    assertThat(stores().exposures().deleteCreatedBefore(Samples.hour(1), 2)).isEqualTo(2);
    assertThat(stores().exposures().deleteCreatedBefore(Samples.hour(1), 2)).isEqualTo(1);
    assertThat(stores().exposures().deleteCreatedBefore(Samples.hour(1), 2)).isZero();
    assertThat(keys().present(0, 1, 2, 3, 4)).isEmpty();
  }

  @Test
  default void aRevisionDoesNotLengthenAKeysLife() {
    keys().add(Samples.exposure(1, Samples.hour(0)));
    keys().revise(1, Samples.hour(5));
    assertThat(stores().exposures().deleteCreatedBefore(Samples.hour(1), 100)).isEqualTo(1);
    Batch batch =
        new ExportSteps(stores()).passing("all", Samples.filter("US"), Samples.hours(0, 9));
    assertThat(stores().batchKeys().count(batch).revisedKeys()).isZero();
  }

  @Test
  default void aForgottenKeyMayComeAgain() {
    keys().add(Samples.exposure(1, Samples.hour(0)));
    keys().revise(1, Samples.hour(1));
    stores().exposures().deleteCreatedBefore(Samples.hour(1), 100);
    keys().add(Samples.exposure(1, Samples.hour(2)));
    assertThat(keys().stored(1))
        .singleElement()
        .satisfies(stored -> assertThat(stored.revisedTo()).isEmpty());
  }

  @Test
  default void keysOfAnyCenturyAreForgotten() {
    keys().add(Samples.exposure(1, Samples.FAR));
    assertThat(stores().exposures().deleteCreatedBefore(Samples.FAR, 100)).isZero();
    assertThat(stores().exposures().deleteCreatedBefore(Samples.FAR.plus(Duration.ofHours(1)), 100))
        .isEqualTo(1);
  }

  private KeySteps keys() {
    return new KeySteps(stores());
  }
}
