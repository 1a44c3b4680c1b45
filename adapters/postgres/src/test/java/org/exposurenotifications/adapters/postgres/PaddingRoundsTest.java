// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exposurenotifications.testing.contracts.Samples.exposure;
import static org.exposurenotifications.testing.contracts.Samples.hour;
import static org.exposurenotifications.testing.contracts.Samples.hours;
import static org.exposurenotifications.testing.contracts.Samples.upload;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.FileLayout;
import org.exposurenotifications.testing.contracts.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two exports that share no input region can still hold the same key, one of both regions; their
 * batches are worked on at the same time.
 */
final class PaddingRoundsTest {
  private static final FileLayout TWO = new FileLayout(List.of(new FileLayout.Part(2, 0)));

  private final PostgresStores stores = PostgresStores.open(TestDatabase.CONFIG);

  @BeforeEach
  void clear() {
    TestDatabase.clear();
    stores.exposures().addIfNonePresent(upload(exposure(1, hour(0), false, "CA", "US")));
    stores.batches().plan(Samples.export("us", Samples.filter("US")), List.of(hours(0, 1)), 500);
    stores.batches().plan(Samples.export("ca", Samples.filter("CA")), List.of(hours(0, 1)), 500);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void anothersPaddingDoesNotChangeWhatABatchUnderWayHolds() {
    Batch us = lease(Samples.NOW);
    Batch ca = lease(Samples.NOW);
    assertThat(count(us)).isEqualTo(1);
    assertThat(count(ca)).isEqualTo(1);
    seal(ca, 7);
    assertThat(count(us)).isEqualTo(1);
    seal(us, 8);
    assertThat(count(us)).isEqualTo(2);
    assertThat(count(ca)).isEqualTo(2);
    assertThat(stores.batchKeys().lastKeys(ca, 1).getFirst().key().keyData())
        .isEqualTo(Samples.keyData(7));
  }

  @Test
  void aBatchHoldsThePaddingThatWasThereWhenItWasLeased() {
    Batch us = lease(Samples.NOW);
    seal(us, 8);
    Batch ca = lease(Samples.NOW);
    assertThat(count(ca)).isEqualTo(2);
  }

  @Test
  void aBatchThatIsLeasedAgainBeforeItWasSealedSeesWhatCameMeanwhile() {
    Batch us = lease(Samples.NOW);
    Batch ca = lease(Samples.NOW);
    seal(ca, 7);
    stores.batches().fail(us, Samples.NOW);
    Batch again = lease(Samples.NOW);
    assertThat(again.id()).isEqualTo(us.id());
    assertThat(count(again)).isEqualTo(2);
  }

  @Test
  void aSealedBatchThatIsLeasedAgainHoldsWhatItHeld() {
    Batch us = lease(Samples.NOW);
    seal(us, 8);
    Batch ca = lease(Samples.NOW);
    seal(ca, 7);
    stores.batches().fail(us, Samples.NOW);
    Batch again = lease(Samples.NOW);
    assertThat(again.layout()).contains(TWO);
    assertThat(count(again)).isEqualTo(2);
  }

  private Batch lease(Instant now) {
    return stores.batches().lease(now, Samples.FAR, Duration.ofMinutes(1)).orElseThrow();
  }

  private void seal(Batch batch, int padding) {
    assertThat(
            stores
                .batches()
                .seal(batch, List.of(exposure(padding, hour(0), false, "CA", "US")), TWO))
        .isPresent();
  }

  private long count(Batch batch) {
    return stores.batchKeys().count(batch).keys();
  }
}
