// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Seconds to publish a batch. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Measure how long one 'serve export' takes to publish a batch, beside the time that the bare"
          + " reading of its rows and the bare compression of its files take in the same run.",
      "Server, database and files share this machine."
    })
final class BenchExport implements Callable<Integer>, Benchmark {
  /** As long as windows have to rest by default, and some more for the clock to go on. */
  private static final Duration REST = Duration.ofHours(2);

  private static final String FORGET = "TRUNCATE export_file, export_index, export_batch";

  @Spec CommandSpec spec;
  @Mixin BenchOptions options = new BenchOptions();

  @Option(
      names = "--keys",
      description = "In the batch (default: ${DEFAULT-VALUE}).",
      defaultValue = "1000000")
  int keys = 1_000_000;

  @Option(
      names = "--heap",
      description = "Of the server, as for -Xmx (default: ${DEFAULT-VALUE}).",
      defaultValue = "128m")
  String heap = "128m";

  @Option(
      names = "--level",
      description = "Of the ceiling's compression (default: ${DEFAULT-VALUE}, as the server's).",
      defaultValue = "6")
  int level = 6;

  private final InstantSource clock = InstantSource.system();

  private record Round(double seconds, double copySeconds, double deflateSeconds, Duration cpu) {
    double ceiling() {
      return copySeconds + deflateSeconds;
    }
  }

  @Override
  public Integer call() throws Exception {
    measure().print(spec.commandLine().getOut(), options.json);
    return 0;
  }

  @Override
  public Report measure() throws Exception {
    PrintWriter progress = spec.commandLine().getErr();
    try (Bed bed = Bed.make()) {
      progress.println("filling in " + keys + " keys …");
      Instant day = clock.instant().minus(REST).truncatedTo(ChronoUnit.DAYS);
      FilledKeys.add(bed.database, keys, day.minus(12, ChronoUnit.HOURS));
      var ceiling =
          new ExportCeiling(bed.database, bed.directory.resolve("blobs").resolve("exports/us"));
      try (var server = bed.serve(Map.of("JAVA_TOOL_OPTIONS", "-Xmx" + heap), "export")) {
        Duration _ = server.awaitReady();
        double cold = publish(bed, server);
        progress.printf("cold: %.3f s%n", cold);
        List<Round> rounds = new ArrayList<>();
        for (int round = 1; round <= options.rounds; round++) {
          rounds.add(round(bed, server, ceiling));
          progress.printf("round %d: %s%n", round, rounds.getLast());
        }
        return report(bed, server, rounds, ceiling, cold);
      }
    }
  }

  private Round round(Bed bed, KeyServerProcess server, ExportCeiling ceiling) throws Exception {
    double copy = ceiling.copySeconds();
    double deflate = ceiling.deflateSeconds(level);
    Duration before = Usage.of(server.pid()).cpu();
    double seconds = publish(bed, server);
    return new Round(seconds, copy, deflate, Usage.of(server.pid()).cpu().minus(before));
  }

  /** The same batch anew. */
  private static double publish(Bed bed, KeyServerProcess server) throws Exception {
    bed.database.execute(FORGET);
    Duration _ = server.job("create-batches");
    return server.job("do-work").toNanos() / 1e9;
  }

  private Report report(
      Bed bed, KeyServerProcess server, List<Round> rounds, ExportCeiling ceiling, double cold)
      throws Exception {
    double seconds = median(rounds, Round::seconds);
    double limit = median(rounds, Round::ceiling);
    return new Report("export")
        .note("database", bed.database.version())
        .note("keys", keys)
        .note("files", ceiling.archives().size())
        .note("heap", heap)
        .times(rounds.stream().map(Round::seconds).toList())
        .note("ceilingSeconds", limit)
        .note("copySeconds", median(rounds, Round::copySeconds))
        .note("deflateSeconds", median(rounds, Round::deflateSeconds))
        .note("shareOfCeiling", limit / seconds)
        .note("coldSeconds", cold)
        .note("cpuMillisPerUnit", median(rounds, round -> (double) round.cpu.toMillis() / keys))
        .note("cpuSeconds", median(rounds, round -> round.cpu.toMillis() / 1e3))
        .note("peakResidentBytes", Usage.of(server.pid()).peakResidentBytes())
        .note("archiveBytes", ceiling.archiveBytes());
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return Report.median(rounds.stream().mapToDouble(figure).boxed().toList());
  }
}
