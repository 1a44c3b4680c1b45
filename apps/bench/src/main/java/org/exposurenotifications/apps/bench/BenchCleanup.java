// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.io.PrintWriter;
import java.sql.SQLException;
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

/** Seconds to forget expired keys. */
@Command(
    name = "cleanup",
    mixinStandardHelpOptions = true,
    description = {
      "Measure how long one 'serve cleanup' takes to remove expired keys, beside one bare DELETE of"
          + " as many rows in the same run.",
      "Server and database share this machine."
    })
final class BenchCleanup implements Callable<Integer>, Benchmark {
  /** Longer than a key could come back, at any time of the day (decision 24). */
  private static final Duration EXPIRED = Duration.ofDays(17);

  @Spec CommandSpec spec;
  @Mixin BenchOptions options = new BenchOptions();

  @Option(
      names = "--keys",
      description = "Expired ones (default: ${DEFAULT-VALUE}).",
      defaultValue = "1000000")
  int keys = 1_000_000;

  @Option(
      names = "--others",
      description = "That stay (default: ${DEFAULT-VALUE}).",
      defaultValue = "0")
  int others;

  @Option(
      names = "--under-load",
      description = "Then once more while uploads come in, which takes a minute.")
  boolean underLoad;

  private final InstantSource clock = InstantSource.system();

  private record Round(double seconds, double ceilingSeconds, Duration cpu) {}

  @Override
  public Integer call() throws Exception {
    measure().print(spec.commandLine().getOut(), options.json);
    return 0;
  }

  @Override
  public Report measure() throws Exception {
    PrintWriter progress = spec.commandLine().getErr();
    try (Bed bed = Bed.make()) {
      Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
      if (others > 0) {
        FilledKeys.add(bed.database, others, clock.instant().truncatedTo(ChronoUnit.HOURS));
      }
      try (var server = bed.serve(Map.of(), "cleanup")) {
        Duration _ = server.awaitReady();
        List<Round> rounds = new ArrayList<>();
        for (int round = 1; round <= options.rounds; round++) {
          rounds.add(round(bed, server, today.minus(EXPIRED)));
          progress.printf("round %d: %s%n", round, rounds.getLast());
        }
        Report report = report(bed, server, rounds);
        return underLoad
            ? new CleanupUnderLoad(bed, server)
                .addTo(report, keys, today.minus(EXPIRED), clock.instant())
            : report;
      }
    }
  }

  private Round round(Bed bed, KeyServerProcess server, Instant createdAt) throws Exception {
    FilledKeys.add(bed.database, keys, createdAt);
    double ceiling = bareDelete(bed.database, createdAt);
    FilledKeys.settle(bed.database);
    FilledKeys.add(bed.database, keys, createdAt);
    Duration before = Usage.of(server.pid()).cpu();
    double seconds = server.job("cleanup-exposure").toNanos() / 1e9;
    Duration cpu = Usage.of(server.pid()).cpu().minus(before);
    if (bed.database.number("SELECT count(*) FROM exposure") != others) {
      throw new SQLException("other keys were left than those that had not expired");
    }
    FilledKeys.settle(bed.database);
    return new Round(seconds, ceiling, cpu);
  }

  private static double bareDelete(BenchDatabase database, Instant createdAt) throws SQLException {
    long begin = System.nanoTime();
    database.execute("DELETE FROM exposure WHERE created_at <= '" + createdAt + "'");
    return (System.nanoTime() - begin) / 1e9;
  }

  private Report report(Bed bed, KeyServerProcess server, List<Round> rounds) throws Exception {
    double seconds = median(rounds, Round::seconds);
    double ceiling = median(rounds, Round::ceilingSeconds);
    return new Report("cleanup")
        .note("database", bed.database.version())
        .note("keys", keys)
        .note("others", others)
        .times(rounds.stream().map(Round::seconds).toList())
        .note("ceilingSeconds", ceiling)
        .note("shareOfCeiling", ceiling / seconds)
        .note("cpuMillisPerUnit", median(rounds, round -> (double) round.cpu.toMillis() / keys))
        .note("peakResidentBytes", Usage.of(server.pid()).peakResidentBytes());
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return Report.median(rounds.stream().mapToDouble(figure).boxed().toList());
  }
}
