// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Seconds from the start of a process until it is of use, and what it holds in memory. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = {
      "Measure how long 'serve publish' takes from the start of its process to the first 200 of"
          + " /health, and what it holds in memory while idle, beside the bare virtual machine.",
      "With the launcher's options and its ahead-of-time cache, if there is one."
    })
final class BenchStart implements Callable<Integer>, Benchmark {
  @Spec CommandSpec spec;
  @Mixin BenchOptions options = new BenchOptions();

  @Option(
      names = "--pause",
      description = "Seconds until memory is read (default: ${DEFAULT-VALUE}).",
      defaultValue = "3")
  int pause = 3;

  private record Round(Duration ready, Duration bare, long idle, Usage usage) {}

  @Override
  public Integer call() throws Exception {
    measure().print(spec.commandLine().getOut(), options.json);
    return 0;
  }

  @Override
  public Report measure() throws Exception {
    PrintWriter progress = spec.commandLine().getErr();
    try (Bed bed = Bed.make()) {
      List<Round> rounds = new ArrayList<>();
      for (int i = 1; i <= options.rounds; i++) {
        rounds.add(round(bed));
        progress.printf("round %d: %d ms%n", i, rounds.getLast().ready.toMillis());
      }
      double ready = median(rounds, round -> round.ready.toMillis() / 1000.0);
      double bare = median(rounds, round -> round.bare.toMillis() / 1000.0);
      return new Report("start")
          .note("database", bed.database.version())
          .note("cached", isCached())
          .times(rounds.stream().map(round -> round.ready.toMillis() / 1000.0).toList())
          .note("ceilingSeconds", bare)
          .note("shareOfCeiling", bare / ready)
          .note("cpuMillisPerUnit", median(rounds, round -> round.usage.cpu().toMillis()))
          .note("idleResidentBytes", (long) median(rounds, Round::idle))
          .note(
              "peakResidentBytes", (long) median(rounds, round -> round.usage.peakResidentBytes()));
    }
  }

  private Round round(Bed bed) throws IOException, InterruptedException {
    Duration bare = bare();
    try (var server = bed.serve(Map.of(), "publish")) {
      Duration ready = server.awaitReady();
      // not for luck: what an idle process holds is the figure
      TimeUnit.SECONDS.sleep(pause);
      return new Round(ready, bare, Usage.resident(server.pid()), Usage.of(server.pid()));
    }
  }

  /** The same virtual machine with nothing to do. */
  private static Duration bare() throws IOException, InterruptedException {
    List<String> command = KeyServerProcess.command();
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command.getFirst(), "-version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("the virtual machine does not start");
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static boolean isCached() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .anyMatch(argument -> argument.startsWith("-XX:AOTCache="));
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return Report.median(rounds.stream().map(round -> figure.applyAsDouble(round)).toList());
  }
}
