// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.exposurenotifications.core.exportfile.FileReportType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WindowBuilderTest {
  private static final Instant START = Instant.parse("2026-11-20T23:50:00Z");

  @Test
  void aWindowEndsBeforeHalfAnHour() {
    List<ExposureWindow> windows = windows(at("0s"), at("29m59s"), at("30m"), at("45m"));

    assertThat(windows).extracting(window -> window.scans().size()).containsExactly(2, 2);
    assertThat(windows)
        .extracting(ExposureWindow::date)
        .containsExactly(LocalDate.parse("2026-11-20"), LocalDate.parse("2026-11-21"));
  }

  @Test
  void whatIsHeardWithinTwentyFiveAndAHalfSecondsIsOneScan() {
    assertThat(windows(at("0s"), at("25.5s"), at("25.501s")))
        .singleElement()
        .satisfies(window -> assertThat(window.scans()).hasSize(2));
  }

  @Test
  void aScanTellsTheMeanAndTheLeastAttenuation() {
    assertThat(
            windows(
                new Contact(START, Optional.empty(), 40, 2),
                new Contact(START.plusSeconds(1), Optional.empty(), 43, 3)))
        .containsExactly(
            new ExposureWindow(
                LocalDate.parse("2026-11-20"),
                FileReportType.SELF_REPORT,
                2,
                List.of(new ScanInstance(42, 40, Duration.ofMinutes(2)))));
  }

  @ParameterizedTest
  @CsvSource({"PT59S, 0", "PT3M59S, 3", "PT4M, 4", "PT5M59S, 5", "PT2H, 5"})
  void thePauseBeforeAScanIsWholeMinutesAndFiveAtMost(Duration pause, int minutes) {
    Contact contact = new Contact(START, Optional.of(START.minus(pause)), 40, 3);

    assertThat(windows(contact).getFirst().weightedDuration()).hasMinutes(minutes);
  }

  @Test
  void aDayIsTheSumOfItsWindows() {
    List<ExposureWindow> windows =
        windows(at("-60m"), at("-55m"), at("-50m"), at("0s"), at("30m"), at("34m"));

    assertThat(DailySummary.of(windows.reversed()))
        .containsExactly(
            new DailySummary(
                LocalDate.parse("2026-11-20"), Duration.ofMinutes(8), Duration.ofMinutes(6)),
            new DailySummary(
                LocalDate.parse("2026-11-21"), Duration.ofMinutes(4), Duration.ofMinutes(4)));
  }

  @Test
  void noContactIsNoWindow() {
    assertThat(windows()).isEmpty();
    assertThat(DailySummary.of(List.of())).isEmpty();
  }

  private static Contact at(String sinceStart) {
    String iso = sinceStart.startsWith("-") ? "-PT" + sinceStart.substring(1) : "PT" + sinceStart;
    return new Contact(START.plus(Duration.parse(iso)), Optional.empty(), 40, 3);
  }

  private static List<ExposureWindow> windows(Contact... contacts) {
    return WindowBuilder.windows(Stream.of(contacts).toList(), FileReportType.SELF_REPORT);
  }
}
