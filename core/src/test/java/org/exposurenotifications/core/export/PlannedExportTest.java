// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.Planning;
import org.exposurenotifications.ports.export.Window;
import org.junit.jupiter.api.Test;

class PlannedExportTest {
  private static final Instant NOON = Instant.parse("2020-12-10T12:00:00Z");

  private final ExportConfig hourly = ExportWorld.export("hourly", Duration.ofHours(1));

  @Test
  void aBatchWithoutPaddingIsPlannedAgainThoughLaterOnesAreDone() {
    Window unpadded = window(-4);
    PlannedExport export = of(Optional.of(hour(-1)), Set.of(unpadded));

    assertThat(export.next()).contains(unpadded);
    assertThat(export.isPlanned(unpadded)).isFalse();
    assertThat(export.isPlanned(window(-3))).isTrue();
    assertThat(of(Optional.of(hour(-1)), Set.of()).next()).contains(window(-1));
  }

  @Test
  void aNewExportBeginsNoEarlierThanFilesAreKept() {
    assertThat(firstOf(hour(-24 * 365))).contains(window(-24 * 14));
    assertThat(firstOf(hour(-7))).contains(window(-7));
  }

  private Optional<Window> firstOf(Instant earliestKey) {
    var planning = new Planning(1, Map.of(), Map.of(), Optional.of(earliestKey));
    return PlannedExport.of(hourly, planning, NOON, NOON, ExportWorld.PLAIN).next();
  }

  private PlannedExport of(Optional<Instant> latestEnd, Set<Window> unpadded) {
    return PlannedExport.of(
        hourly,
        new Planning(
            1,
            latestEnd.map(end -> Map.of("hourly", end)).orElse(Map.of()),
            Map.of("hourly", unpadded),
            Optional.empty()),
        NOON,
        NOON,
        ExportWorld.PLAIN);
  }

  private static Window window(int hour) {
    return new Window(hour(hour), hour(hour + 1));
  }

  private static Instant hour(int hour) {
    return NOON.plus(Duration.ofHours(hour));
  }
}
