// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.KeyFilter;
import org.exposurenotifications.ports.export.Window;
import org.junit.jupiter.api.Test;

/** The clauses of {@link BatchStore} about planning. */
public interface BatchPlanContract extends StoresUnderTest {
  @Test
  default void anExportWithoutBatchesHasNoLatestEnd() {
    exports().register(export("a"));
    exports().plan(export("b"), Samples.hours(0, 1));
    assertThat(stores().batches().latestEnd("a")).isEmpty();
    assertThat(stores().batches().latestEnd("unknown")).isEmpty();
  }

  @Test
  default void theLatestEndIsOfAnyBatchOfTheExport() {
    exports().plan(export("a"), Samples.hours(3, 4), Samples.hours(0, 5), Samples.hours(1, 2));
    exports().plan(export("b"), Samples.hours(8, 9));
    assertThat(stores().batches().latestEnd("a")).hasValue(Samples.hour(5));
  }

  @Test
  default void theLatestEndStaysWhenItsBatchIsDone() {
    exports().done(export("a"), Samples.hours(0, 1));
    assertThat(stores().batches().latestEnd("a")).hasValue(Samples.hour(1));
  }

  @Test
  default void onlyNewWindowsArePlanned() {
    assertThat(exports().plan(export("a"), Samples.hours(0, 1), Samples.hours(1, 2))).isEqualTo(2);
    assertThat(exports().plan(export("a"), Samples.hours(1, 2), Samples.hours(0, 1))).isZero();
    assertThat(exports().plan(export("a"), Samples.hours(1, 2), Samples.hours(2, 3))).isEqualTo(1);
    assertThat(exports().plan(export("a"))).isZero();
  }

  @Test
  default void aWindowThatIsDoneIsNotPlannedAgain() {
    exports().done(export("a"), Samples.hours(0, 1));
    assertThat(exports().plan(export("a"), Samples.hours(0, 1))).isZero();
    assertThat(exports().lease()).isEmpty();
  }

  @Test
  default void windowsThatShareAnEndAreDifferentWindows() {
    assertThat(exports().plan(export("a"), Samples.hours(0, 2), Samples.hours(1, 2))).isEqualTo(2);
  }

  @Test
  default void twoExportsMayHaveTheSameWindow() {
    assertThat(exports().plan(export("a"), Samples.hours(0, 1))).isEqualTo(1);
    assertThat(exports().plan(export("b"), Samples.hours(0, 1))).isEqualTo(1);
  }

  @Test
  default void ofCallersAtOnceEachWindowIsPlannedByOne() {
    exports().register(export("a"));
    List<Window> windows = List.of(Samples.hours(0, 1), Samples.hours(1, 2), Samples.hours(2, 3));
    List<Integer> planned =
        Race.of(8, _ -> stores().batches().plan(export("a"), windows, ExportSteps.MAX_RECORDS));
    assertThat(planned.stream().mapToInt(Integer::intValue).sum()).isEqualTo(3);
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
    exports().plan(detailed("FR"), Samples.hours(0, 1), Samples.hours(1, 2));
    Batch first = exports().lease().orElseThrow();
    assertThat(first.outputRegion()).isEqualTo("DE");
    exports().complete(first);
    assertThat(exports().lease()).map(Batch::outputRegion).hasValue("FR");
  }

  @Test
  default void batchesOfAnyCenturyArePlanned() {
    Window window = new Window(Samples.FAR, Samples.FAR.plusSeconds(3600));
    assertThat(exports().leased(export("a"), window).window()).isEqualTo(window);
    assertThat(stores().batches().latestEnd("a")).hasValue(window.end());
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
        OptionalInt.of(700),
        Samples.START,
        Optional.of(Samples.FAR),
        List.of("s2", "s1"));
  }
}
