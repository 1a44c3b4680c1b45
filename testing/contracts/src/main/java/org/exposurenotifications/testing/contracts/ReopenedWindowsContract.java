// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.Padding;
import org.exposurenotifications.ports.export.Planning;
import org.exposurenotifications.ports.export.WindowStore;
import org.junit.jupiter.api.Test;

/**
 * The clauses of {@link WindowStore} about a clock that was ahead; it is hour 5, and was hour 50.
 */
public interface ReopenedWindowsContract extends StoresUnderTest {
  ExportConfig HOURLY = Samples.export("hourly", Samples.filter("US"));

  @Test
  default void itIsKnownHowFarWindowsAreClosed() {
    assertThat(stores().windows().closedUntil()).isEmpty();
    stores().windows().closeBefore(Samples.hour(50));
    stores().windows().closeBefore(Samples.hour(3));
    assertThat(stores().windows().closedUntil()).hasValue(Samples.hour(50));
  }

  @Test
  default void withoutUploadsUnderWayNoWindowIsHeld() {
    new KeySteps(stores()).add(Samples.exposure(1, Samples.hour(0)));
    assertThat(stores().windows().held(Samples.FAR)).isEmpty();
  }

  @Test
  default void closedWindowsOpenAgain() {
    stores().windows().closeBefore(Samples.hour(50));
    assertThat(reopen()).isZero();
    assertThat(stores().windows().closedUntil()).hasValue(Samples.hour(3));
    new KeySteps(stores()).add(Samples.exposure(1, Samples.hour(4)));
    assertThat(earliestKey()).hasValue(Samples.hour(4));
  }

  @Test
  default void windowsThatAreClosedNoFurtherStayAsTheyAre() {
    stores().windows().closeBefore(Samples.hour(2));
    assertThat(reopen()).isZero();
    assertThat(stores().windows().closedUntil()).hasValue(Samples.hour(2));
  }

  @Test
  default void batchesOfTheFutureWithoutFilesAreForgotten() {
    stores().windows().closeBefore(Samples.hour(50));
    exports().done(HOURLY, Samples.hours(3, 4));
    exports().done(HOURLY, Samples.hours(47, 48));
    exports().plan(HOURLY, Samples.hours(48, 49), Samples.hours(49, 50));
    Batch leased = exports().lease().orElseThrow();
    assertThat(reopen()).isEqualTo(3);
    assertThat(stores().batches().planning().latestEnd("hourly")).hasValue(Samples.hour(4));
    assertThat(stores().windows().closedUntil()).hasValue(Samples.hour(4));
    assertThat(stores().batches().complete(leased, List.of())).isFalse();
    exports().plan(HOURLY, Samples.hours(49, 50));
  }

  @Test
  default void aWindowThatIsCoveredByABatchThatStaysDoesNotOpenAgain() {
    stores().windows().closeBefore(Samples.hour(50));
    exports().plan(HOURLY, Samples.hours(4, 5));
    assertThat(reopen()).isZero();
    assertThat(stores().windows().closedUntil()).hasValue(Samples.hour(5));
  }

  @Test
  default void aPublishedBatchOfTheFutureStaysAndItsWindowToo() {
    stores().windows().closeBefore(Samples.hour(50));
    exports().done(HOURLY, Samples.hours(39, 40), "published");
    assertThat(reopen()).isZero();
    assertThat(stores().batches().planning().latestEnd("hourly")).hasValue(Samples.hour(40));
    assertThat(stores().windows().closedUntil()).hasValue(Samples.hour(40));
  }

  @Test
  default void keysStayWhereTheyAre() {
    stores().windows().closeBefore(Samples.hour(50));
    new KeySteps(stores()).add(Samples.exposure(1, Samples.hour(4)));
    assertThat(reopen()).isZero();
    assertThat(earliestKey()).hasValue(Samples.hour(50));
  }

  @Test
  default void aPlanFromBeforeTheRepairIsRefused() {
    exports().register(HOURLY);
    stores().windows().closeBefore(Samples.hour(50));
    Planning before = stores().batches().planning();
    assertThat(reopen()).isZero();
    assertThat(
            stores()
                .batches()
                .plan(before, ExportSteps.plans(HOURLY, Samples.hours(49, 50)), Padding.NONE))
        .isFalse();
  }

  private int reopen() {
    return stores().windows().reopen(Samples.hour(5), Samples.hour(3));
  }

  private Optional<Instant> earliestKey() {
    return stores().batches().planning().earliestKey();
  }

  private ExportSteps exports() {
    return new ExportSteps(stores());
  }
}
