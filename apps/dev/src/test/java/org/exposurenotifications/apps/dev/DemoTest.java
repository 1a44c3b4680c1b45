// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Execution(ExecutionMode.CONCURRENT)
final class DemoTest {
  /** Windows, batches and keys end at different times of the day. */
  @ParameterizedTest
  @ValueSource(strings = {"09:30:00", "23:59:30"})
  void theWholeStoryIsToldWithAFigureForEachStep(LocalTime timeOfDay) {
    LocalTime now = LocalTime.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC);
    Duration ahead = Duration.between(now, timeOfDay).plusDays(timeOfDay.isBefore(now) ? 1 : 0);
    var out = new StringWriter();
    CommandLine commands = Main.program().commandLine();
    commands.setOut(new PrintWriter(out, true));

    int exit = commands.execute("demo", "--ahead", ahead.toString());

    assertThat(out.toString())
        .contains("14 keys accepted")
        .contains("refused: health_authority_verification_certificate_invalid")
        .contains("14 of them Alice's")
        .contains("refused by the phone")
        .contains("Bob was near a case for 30 minutes")
        .contains("Carol was not")
        .contains("Bob's warning is withdrawn")
        .containsPattern("\\d+ keys and 2 counted uploads removed; \\d files")
        .contains("All as it should be")
        .doesNotContain("FAILED");
    assertThat(exit).isZero();
  }
}
