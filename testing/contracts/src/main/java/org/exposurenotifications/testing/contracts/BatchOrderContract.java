// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.KeyFilter;
import org.junit.jupiter.api.Test;

/** The clauses of {@link BatchStore} about which batch comes next, and which has to wait. */
public interface BatchOrderContract extends StoresUnderTest {
  @Test
  default void theEarliestEndComesFirst() {
    exports().plan(export("a", "R1"), Samples.hours(0, 3));
    exports().plan(export("b", "R2"), Samples.hours(1, 2));
    assertNext("b");
    assertNext("a");
  }

  @Test
  default void ofEqualEndsTheShorterWindowComesFirst() {
    exports().plan(export("a", "R1"), Samples.hours(0, 4));
    exports().plan(export("b", "R2"), Samples.hours(3, 4));
    exports().plan(export("c", "R3"), Samples.hours(2, 4));
    assertNext("b");
    assertNext("c");
    assertNext("a");
  }

  @Test
  default void aBatchWaitsForAnEarlierOneThatOverlaps() {
    exports().plan(export("a", "R1", "R2"), Samples.hours(0, 1));
    exports().plan(export("b", "R2", "R3"), Samples.hours(1, 2));
    Batch first = assertNext("a");
    assertThat(exports().lease()).isEmpty();
    exports().complete(first);
    assertNext("b");
  }

  @Test
  default void aBatchDoesNotWaitForOneThatDoesNotOverlap() {
    exports().plan(export("a", "R1", "R2"), Samples.hours(0, 1));
    exports().plan(export("b", "R3", "R4"), Samples.hours(0, 1));
    assertThat(exports().lease()).isPresent();
    assertThat(exports().lease()).isPresent();
  }

  @Test
  default void aBatchWaitsForAShorterOneOfTheSameEnd() {
    exports().plan(export("a", "R1"), Samples.hours(0, 4));
    exports().plan(export("b", "R1"), Samples.hours(3, 4));
    Batch first = assertNext("b");
    assertThat(exports().lease()).isEmpty();
    exports().complete(first);
    assertNext("a");
  }

  @Test
  default void ofTwoThatOverlapAndAreAlikeOneWaitsForTheOther() {
    exports().plan(export("a", "R1"), Samples.hours(0, 1));
    exports().plan(export("b", "R1"), Samples.hours(0, 1));
    Batch first = exports().lease().orElseThrow();
    assertThat(exports().lease()).isEmpty();
    exports().complete(first);
    assertThat(exports().lease())
        .hasValueSatisfying(second -> assertThat(second.id()).isNotEqualTo(first.id()));
  }

  @Test
  default void travelersOverlapWithTravelersOfOtherRegions() {
    exports().plan(export("a", travelersOf("R1")), Samples.hours(0, 1));
    exports().plan(export("b", travelersOf("R2")), Samples.hours(1, 2));
    exports().plan(export("c", "R2"), Samples.hours(2, 3));
    exports().plan(export("d", "R1"), Samples.hours(3, 4));
    exports().plan(export("e", "R3"), Samples.hours(4, 5));
    assertNext("a");
    assertNext("e");
    assertThat(exports().lease()).isEmpty();
  }

  @Test
  default void aBatchWaitsForAnEarlierOneThatWaitsForItsRetry() {
    Instant retryAt = Samples.NOW.plusSeconds(30);
    Batch first = exports().leased(export("a", "R1"), Samples.hours(0, 1));
    exports().plan(export("b", "R1"), Samples.hours(1, 2));
    stores().batches().fail(first, retryAt);
    assertThat(exports().leaseAt(retryAt.minusMillis(1))).isEmpty();
    assertThat(exports().leaseAt(retryAt)).map(Batch::id).hasValue(first.id());
  }

  @Test
  default void aBatchWaitsForOneThatFailedTwiceAndNotForOneThatFailedThreeTimes() {
    Batch first = exports().leased(export("a", "R1"), Samples.hours(0, 1));
    exports().plan(export("b", "R1"), Samples.hours(1, 2));
    stores().batches().fail(first, Samples.NOW);
    stores().batches().fail(assertNext("a"), Samples.NOW.plusSeconds(30));
    assertThat(exports().lease()).isEmpty();
    Batch third = exports().leaseAt(Samples.NOW.plusSeconds(30)).orElseThrow();
    assertThat(stores().batches().fail(third, Samples.FAR)).isEqualTo(BatchStore.PATIENCE);
    assertNext("b");
  }

  @Test
  default void aBatchWaitsForALaterOneThatIsAtWork() {
    Batch later = exports().leased(export("a", "R1"), Samples.hours(1, 2));
    exports().plan(export("b", "R1"), Samples.hours(0, 1));
    assertThat(exports().lease()).isEmpty();
    exports().complete(later);
    assertNext("b");
  }

  @Test
  default void aBatchDoesNotWaitForALaterOneWhoseLeaseIsOver() {
    exports().leased(export("a", "R1"), Samples.hours(1, 2));
    exports().plan(export("b", "R1"), Samples.hours(0, 1));
    Instant end = Samples.NOW.plus(ExportSteps.LEASE);
    assertThat(exports().leaseAt(end.minusMillis(1))).isEmpty();
    assertThat(exports().leaseAt(end)).map(Batch::filenameRoot).hasValue("exports/b");
  }

  @Test
  default void aBatchWaitsForALaterOneAtWorkThatIsNotDueItself() {
    exports().leased(export("a", "R1"), Samples.hours(1, 2));
    exports().plan(export("b", "R1"), Samples.hours(0, 1));
    assertThat(stores().batches().lease(Samples.NOW, Samples.hour(1), ExportSteps.LEASE)).isEmpty();
  }

  @Test
  default void whileABatchIsAtWorkOverlappingOnesWaitHoweverOftenItFailed() {
    exports().plan(export("a", "R1"), Samples.hours(0, 1));
    for (int i = 0; i < BatchStore.PATIENCE; i++) {
      stores().batches().fail(assertNext("a"), Samples.NOW);
    }
    assertNext("a");
    exports().plan(export("b", "R1"), Samples.hours(1, 2));
    assertThat(exports().lease()).isEmpty();
  }

  private Batch assertNext(String name) {
    Optional<Batch> next = exports().lease();
    assertThat(next).map(Batch::filenameRoot).hasValue("exports/" + name);
    return next.orElseThrow();
  }

  private ExportSteps exports() {
    return new ExportSteps(stores());
  }

  private static ExportConfig export(String name, String... regions) {
    return Samples.export(name, Samples.filter(regions));
  }

  private static ExportConfig export(String name, KeyFilter filter) {
    return Samples.export(name, filter);
  }

  private static KeyFilter travelersOf(String region) {
    return new KeyFilter(Samples.regions(region), Samples.regions(), true, false);
  }
}
