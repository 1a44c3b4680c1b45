// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
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

/** Accepted uploads a second. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = {
      "Measure accepted uploads a second of one 'serve publish', every rule in force, beside the"
          + " bare inserts of as many keys that the same database takes in the same run.",
      "Server, database and client share this machine."
    })
final class BenchPublish implements Callable<Integer> {
  private static final int[] CEILING_CONNECTIONS = {8, 16};

  @Spec CommandSpec spec;
  @Mixin BenchOptions options = new BenchOptions();

  @Option(
      names = "--connections",
      description = "Of the client, kept alive (default: ${DEFAULT-VALUE}).",
      defaultValue = "32")
  int connections = 32;

  @Option(
      names = "--seconds",
      description = "Length of a round (default: ${DEFAULT-VALUE}).",
      defaultValue = "8")
  int seconds = 8;

  @Option(
      names = "--warm-up",
      description = "Seconds before the first round (default: ${DEFAULT-VALUE}).",
      defaultValue = "20")
  int warmUp = 20;

  @Option(
      names = "--keys",
      description = "Of an upload (default: ${DEFAULT-VALUE}).",
      defaultValue = "14")
  int keys = 14;

  @Option(
      names = "--servers",
      description = "Processes of the server, loaded alike (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  int servers = 1;

  @Option(
      names = "--most",
      description =
          "Uploads a second to prepare for; more cannot be measured (default: ${DEFAULT-VALUE}).",
      defaultValue = "4500")
  int most = 4500;

  private final InstantSource clock = InstantSource.system();

  /** CPU times are milliseconds for each accepted upload. */
  private record Round(
      double accepted,
      double ceiling,
      Load load,
      double serverCpu,
      double databaseCpu,
      double clientCpu) {}

  @Override
  public Integer call() throws Exception {
    PrintWriter progress = spec.commandLine().getErr();
    try (Bed bed = Bed.make()) {
      Path uploads = bed.directory.resolve("uploads");
      int count = most * (warmUp + options.rounds * seconds);
      progress.println("preparing " + count + " uploads …");
      new PreparedUploads(bed.authority, keys, clock.instant()).write(uploads, count, 1);
      try (var server = bed.serve(Map.of(), "publish")) {
        Duration ready = server.awaitReady();
        var ceiling = new InsertCeiling(bed.database, keys);
        try (var client = new LoadProcess(server.address(), uploads, keys)) {
          progress.println("warming up for " + warmUp + " s …");
          Load _ = client.run(warmUp, connections);
          List<Round> rounds = new ArrayList<>();
          for (int round = 1; round <= options.rounds; round++) {
            rounds.add(round(bed, server, client, ceiling));
            progress.printf("round %d: %s%n", round, rounds.getLast().load.line());
          }
          return report(bed, server, rounds, ready);
        }
      }
    }
  }

  private Round round(Bed bed, KeyServerProcess server, LoadProcess client, InsertCeiling ceiling)
      throws Exception {
    double most = 0;
    for (int at : CEILING_CONNECTIONS) {
      most = Math.max(most, ceiling.measure(at, Math.max(1, seconds / 3), clock.instant()));
    }
    Duration server0 = Usage.of(server.pid()).cpu();
    Duration client0 = Usage.of(client.pid()).cpu();
    Duration database0 = bed.database.usage().cpu();
    Load load = client.run(seconds, connections);
    return new Round(
        load.acceptedPerSecond(),
        most,
        load,
        millis(server0, Usage.of(server.pid()).cpu(), load),
        millis(database0, bed.database.usage().cpu(), load),
        millis(client0, Usage.of(client.pid()).cpu(), load));
  }

  private static double millis(Duration before, Duration after, Load load) {
    return (double) after.minus(before).toMillis() / Math.max(1, load.accepted());
  }

  private int report(Bed bed, KeyServerProcess server, List<Round> rounds, Duration ready)
      throws Exception {
    double accepted = median(rounds, Round::accepted);
    double ceiling = median(rounds, Round::ceiling);
    int refused = rounds.stream().mapToInt(round -> round.load.refused()).sum();
    int unavailable = rounds.stream().mapToInt(round -> round.load.unavailable()).sum();
    boolean exhausted = rounds.stream().anyMatch(round -> round.load.exhausted());
    new Report("publish")
        .note("database", bed.database.version())
        .note("connections", connections)
        .note("keys", keys)
        .note("rounds", rounds.size())
        .note("acceptedPerSecond", accepted)
        .note("ceilingPerSecond", ceiling)
        .note("shareOfCeiling", accepted / ceiling)
        .note("p50Millis", median(rounds, round -> round.load.p50Millis()))
        .note("p99Millis", median(rounds, round -> round.load.p99Millis()))
        .note("cpuMillisPerUnit", median(rounds, Round::serverCpu))
        .note("databaseCpuMillisPerUnit", median(rounds, Round::databaseCpu))
        .note("clientCpuMillisPerUnit", median(rounds, Round::clientCpu))
        .note("peakResidentBytes", Usage.of(server.pid()).peakResidentBytes())
        .note("readySeconds", ready.toMillis() / 1000.0)
        .note("unavailable", unavailable)
        .note("refused", refused)
        .print(spec.commandLine().getOut(), options.json);
    if (exhausted) {
      spec.commandLine().getErr().println("uploads ran out: these are no figures; raise --most");
    }
    return refused > 0 || exhausted ? 1 : 0;
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return Report.median(rounds.stream().map(round -> figure.applyAsDouble(round)).toList());
  }
}
