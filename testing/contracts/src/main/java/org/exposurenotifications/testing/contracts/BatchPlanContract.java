// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.exposurenotifications.ports.config.BatchPlan;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.KeyFilter;
import org.exposurenotifications.ports.export.Padding;
import org.exposurenotifications.ports.export.Planning;
import org.exposurenotifications.ports.export.Window;
import org.junit.jupiter.api.Test;

/** The clauses of {@link BatchStore} about planning. */
public interface BatchPlanContract extends StoresUnderTest {
  @Test
  default void anExportWithoutBatchesHasNoLatestEnd() {
    exports().register(export("a"));
    exports().plan(export("b"), Samples.hours(0, 1));
    assertThat(latestEnd("a")).isEmpty();
    assertThat(latestEnd("unknown")).isEmpty();
  }

  @Test
  default void theLatestEndIsOfAnyBatchOfTheExport() {
    exports().plan(export("a"), Samples.hours(3, 4), Samples.hours(0, 5), Samples.hours(1, 2));
    exports().plan(export("b"), Samples.hours(8, 9));
    assertThat(latestEnd("a")).hasValue(Samples.hour(5));
  }

  @Test
  default void theLatestEndStaysWhenItsBatchIsDone() {
    exports().done(export("a"), Samples.hours(0, 1));
    assertThat(latestEnd("a")).hasValue(Samples.hour(1));
  }

  @Test
  default void planningKnowsTheEarliestKey() {
    assertThat(stores().batches().planning().earliestKey()).isEmpty();
    new KeySteps(stores())
        .add(
            Samples.exposure(1, Samples.hour(7)),
            Samples.exposure(2, Samples.hour(3)),
            Samples.exposure(3, Samples.hour(5)));
    assertThat(stores().batches().planning().earliestKey()).hasValue(Samples.hour(3));
  }

  @Test
  default void windowsThatShareAnEndAreDifferentWindows() {
    exports().plan(export("a"), Samples.hours(0, 2), Samples.hours(1, 2));
    assertThat(exports().lease()).isPresent();
    assertThat(exports().lease()).isPresent();
  }

  @Test
  default void exportsArePlannedTogether() {
    exports().register(export("a"));
    exports().register(export("b"));
    List<BatchPlan> plans = new ArrayList<>(ExportSteps.plans(export("a"), Samples.hours(0, 1)));
    plans.addAll(ExportSteps.plans(export("b"), Samples.hours(0, 1)));
    assertThat(stores().batches().plan(stores().batches().planning(), plans, Padding.NONE))
        .isTrue();
    assertThat(latestEnd("a")).isEqualTo(latestEnd("b")).hasValue(Samples.hour(1));
  }

  @Test
  default void aPlanFromBeforeAnotherChangesNothing() {
    exports().register(export("a"));
    Planning before = stores().batches().planning();
    exports().plan(export("b"), Samples.hours(0, 1));
    Padding padding = new Padding(List.of(Samples.exposure(1, Samples.hour(0))), List.of());
    assertThat(
            stores()
                .batches()
                .plan(before, ExportSteps.plans(export("a"), Samples.hours(0, 1)), padding))
        .isFalse();
    assertThat(latestEnd("a")).isEmpty();
    assertThat(new KeySteps(stores()).present(1)).isEmpty();
  }

  @Test
  default void ofCallersAtOnceOnePlans() {
    exports().register(export("a"));
    Planning planning = stores().batches().planning();
    List<BatchPlan> plans =
        ExportSteps.plans(export("a"), Samples.hours(0, 1), Samples.hours(1, 2));
    List<Boolean> planned =
        Race.of(
            8,
            i ->
                stores()
                    .batches()
                    .plan(
                        planning,
                        plans,
                        new Padding(List.of(Samples.exposure(i, Samples.hour(0))), List.of())));
    assertThat(planned).containsOnlyOnce(true);
    assertThat(new KeySteps(stores()).present(IntStream.range(0, 8).toArray())).hasSize(1);
  }

  @Test
  default void aBatchHasTheSettingsOfItsExport() {
    ExportConfig config = detailed("DE");
    Batch batch = exports().leased(config, Samples.hours(0, 1));
    assertThat(batch)
        .isEqualTo(
            new Batch(
                batch.id(),
                batch.fence(),
                0,
                0,
                Samples.OTHER_BUCKET,
                "exports/a",
                Samples.hours(0, 1),
                "DE",
                config.filter(),
                700,
                List.of("s2", "s1"),
                Optional.empty()));
  }

  @Test
  default void withoutAnExportsOwnLimitTheGivenOneHolds() {
    assertThat(exports().leased(export("a"), Samples.hours(0, 1)).maxRecords())
        .isEqualTo(ExportSteps.MAX_RECORDS);
  }

  @Test
  default void aBatchKeepsTheSettingsThatItWasPlannedWith() {
    exports().plan(detailed("DE"), Samples.hours(0, 1));
    exports().plan(detailed("FR"), Samples.hours(1, 2));
    Batch first = exports().lease().orElseThrow();
    assertThat(first.outputRegion()).isEqualTo("DE");
    exports().complete(first);
    assertThat(exports().lease()).map(Batch::outputRegion).hasValue("FR");
  }

  @Test
  default void batchesOfAnyCenturyArePlanned() {
    Window window = new Window(Samples.FAR, Samples.FAR.plusSeconds(3600));
    assertThat(exports().leased(export("a"), window).window()).isEqualTo(window);
    assertThat(latestEnd("a")).hasValue(window.end());
  }

  private Optional<Instant> latestEnd(String export) {
    return stores().batches().planning().latestEnd(export);
  }

  private ExportSteps exports() {
    return new ExportSteps(stores());
  }

  private static ExportConfig export(String name) {
    return Samples.export(name, Samples.filter("US"));
  }

  private static ExportConfig detailed(String outputRegion) {
    return new ExportConfig(
        "a",
        Samples.OTHER_BUCKET,
        "exports/a",
        Duration.ofHours(1),
        outputRegion,
        new KeyFilter(Samples.regions("DE", "AT", "FR"), Samples.regions("CH", "IT"), true, false),
        OptionalInt.of(200),
        OptionalInt.of(700),
        Samples.START,
        Optional.of(Samples.FAR),
        List.of("s2", "s1"));
  }
}
