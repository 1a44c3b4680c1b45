// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FiguresTest {
  @Test
  void thePercentileIsTheShortestTimeThatSoManyDoNotExceed() {
    var latencies = new Latencies();
    for (int millis = 1000; millis >= 1; millis--) {
      latencies.add(Duration.ofMillis(millis).toNanos());
    }
    assertThat(latencies.count()).isEqualTo(1000);
    assertThat(latencies.millis(0.5)).isEqualTo(500);
    assertThat(latencies.millis(0.99)).isEqualTo(990);
    assertThat(latencies.millis(1)).isEqualTo(1000);
    assertThat(new Latencies().millis(0.5)).isZero();
  }

  @Test
  void theMedianIsTheMiddleOrTheMeanOfTheMiddleTwo() {
    assertThat(Report.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(Report.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
  }

  @Test
  void aReportIsOneLineOfJson() {
    var out = new StringWriter();
    new Report("publish")
        .note("acceptedPerSecond", 1234.56789)
        .note("refused", 0)
        .note("database", "PostgreSQL \"18\"")
        .print(new PrintWriter(out), true);
    assertThat(out.toString())
        .startsWith("{\"bench\":\"publish\",\"processors\":")
        .endsWith(
            "\"acceptedPerSecond\":1234.568,\"refused\":0,\"database\":\"PostgreSQL \\\"18\\\"\"}"
                + System.lineSeparator());
  }

  @Test
  void whatAClientSawComesOverWhole() {
    var seen = new Load(5, 4, 3, 10, 2.5, 1.25, 9.5, 11.75, true);
    assertThat(Load.parse(seen.line())).isEqualTo(seen);
    assertThat(seen.acceptedPerSecond()).isEqualTo(2);
    assertThat(seen.replayedPerSecond()).isEqualTo(4);
  }

  @Test
  void aProcessUsesProcessorAndMemory() {
    Usage usage = Usage.of(ProcessHandle.current().pid());
    assertThat(usage.cpu()).isPositive();
    assertThat(usage.peakResidentBytes()).isGreaterThan(10 << 20);
    assertThat(Usage.resident(ProcessHandle.current().pid())).isGreaterThan(10 << 20);
  }

  @Test
  void aFigureIsFoundByItsName() {
    Report report = new Report("publish").note("share", 0.5).note("database", "PostgreSQL");
    assertThat(report.number("share")).isEqualTo(0.5);
    assertThatThrownBy(() -> report.number("database"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("database");
  }
}
