// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.exposurenotifications.apps.server.ConfigurationFile;
import org.exposurenotifications.ports.config.BatchPlan;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.Padding;
import org.exposurenotifications.ports.export.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import picocli.CommandLine;

/** What an operator types when batches were given up, or a clock was ahead. */
@Execution(ExecutionMode.CONCURRENT)
final class RepairCommandsTest {
  private final Instant hour = InstantSource.system().instant().truncatedTo(ChronoUnit.HOURS);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  @Test
  void deadLetteredBatchesAreShownAndRevived() throws Exception {
    try (var infrastructure = LocalInfrastructure.start(new DataDirectory(folder), Map.of())) {
      BatchStore batches = infrastructure.postgres().batches();
      plan(batches, -5, -4);
      Batch batch = batches.lease(hour, hour, Duration.ofMinutes(1)).orElseThrow();
      assertThat(batches.deadLetter(batch, "the key is missing")).isTrue();
    }

    assertThat(execute("batches", "list")).isZero();
    assertThat(out.toString())
        .contains("dead-lettered: 1 failures", "the key is missing", "1 batches unfinished.");
    assertThat(execute("batches", "revive", "4711")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no dead-lettered batch 4711");
    assertThat(execute("batches", "revive")).isZero();
    assertThat(out.toString()).contains("1 batches revived.");
    assertThat(execute("batches", "list")).isZero();
    assertThat(out.toString())
        .endsWith(
            "waiting: 0 failures, 0 workers stopped, the last: the key"
                + " is missing\n1 batches unfinished.\n");
  }

  @Test
  void aHorizonThatIsAheadIsShownAndSetBackOnce() throws Exception {
    Instant ahead = hour.plus(Duration.ofDays(2));
    try (var infrastructure = LocalInfrastructure.start(new DataDirectory(folder), Map.of())) {
      infrastructure.postgres().windows().closeBefore(ahead);
      plan(infrastructure.postgres().batches(), 47, 48);
    }

    assertThat(execute("horizon", "show")).isZero();
    assertThat(out.toString()).contains("closed until    " + ahead + "  AHEAD", ahead + "  us");
    assertThat(execute("horizon", "reset")).isZero();
    assertThat(out.toString())
        .contains("1 batches of the future forgotten.")
        .contains("closed until    " + hour.minus(Duration.ofHours(2)));
    assertThat(execute("horizon", "reset")).isEqualTo(1);
    assertThat(err.toString()).contains("this is not ahead, nothing was changed");
  }

  private void plan(BatchStore batches, int from, int until) throws Exception {
    ExportConfig export =
        ConfigurationFile.read(Playground.write(new DataDirectory(folder)))
            .exportConfigs()
            .getFirst();
    Window window =
        new Window(hour.plus(Duration.ofHours(from)), hour.plus(Duration.ofHours(until)));
    assertThat(
            batches.plan(
                batches.planning(), List.of(new BatchPlan(export, window, 500)), Padding.NONE))
        .isTrue();
  }

  private int execute(String group, String... arguments) {
    CommandLine commands = Main.program().commandLine();
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(err, true));
    var all = new ArrayList<>(List.of(group));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--data", folder.toString()));
    return commands.execute(all.toArray(String[]::new));
  }
}
