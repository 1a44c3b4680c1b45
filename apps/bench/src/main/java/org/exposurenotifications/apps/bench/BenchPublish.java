// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.exposurenotifications.apps.phone.Authority;
import org.jspecify.annotations.Nullable;
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
      "Measure accepted uploads a second of 'serve publish', every rule in force, beside the bare"
          + " inserts of as many keys that the same database takes in the same run; then with four"
          + " times the connections.",
      "Servers, database and client share this machine.",
      "With --url another server is measured, without a ceiling: register the public key that"
          + " --authority-key names, with .pub behind, as version 1 of issuer iss-test, audience"
          + " aud-test, and an app com.example.android.app that allows it."
    })
final class BenchPublish implements Callable<Integer>, Benchmark {
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
      names = "--replayers",
      description =
          "Also measure beside so many further connections that send one upload again and again"
              + " (default: ${DEFAULT-VALUE}, no such measurement); not with --url.",
      defaultValue = "0")
  int replayers;

  @Option(
      names = "--quantum",
      description =
          "PUBLISH_ANSWER_QUANTUM of the servers, such as 50ms (default: ${DEFAULT-VALUE}, answers"
              + " leave at once); not with --url.",
      defaultValue = "0s")
  String quantum = "0s";

  @Option(
      names = "--most",
      description =
          "Uploads a second to prepare for; more cannot be measured (default: ${DEFAULT-VALUE}).",
      defaultValue = "9000")
  int most = 9000;

  @Option(names = "--url", paramLabel = "URL", description = "Of another server, as its base.")
  @Nullable URI url;

  @Option(
      names = "--authority-key",
      paramLabel = "FILE",
      description = "For --url: the key pair's file (default: ${DEFAULT-VALUE}); made if absent.",
      defaultValue = "bench-authority.pem")
  Path authorityKey = Path.of("bench-authority.pem");

  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() throws Exception {
    Report report = url == null ? measure() : other(url);
    report.print(spec.commandLine().getOut(), options.json);
    return report.number("refused") > 0 ? 1 : 0;
  }

  @Override
  public Report measure() throws Exception {
    List<KeyServerProcess> processes = new ArrayList<>();
    try (Bed bed = Bed.make()) {
      Path uploads = prepare(bed.directory, bed.authority, (replayers == 0 ? 2 : 3) * seconds);
      List<URI> addresses = new ArrayList<>();
      Duration ready = Duration.ZERO;
      for (int i = 0; i < servers; i++) {
        processes.add(bed.serve(Map.of("PUBLISH_ANSWER_QUANTUM", quantum), "publish"));
        ready = processes.getLast().awaitReady();
        addresses.add(processes.getLast().address());
      }
      try (var client = new LoadProcess(addresses, uploads, keys)) {
        var ceiling = new InsertCeiling(bed.database, keys);
        var subject = new PublishRound.Subject(bed.database, processes, client, ceiling);
        warmUp(client);
        List<PublishRound> rounds = new ArrayList<>();
        for (int i = 1; i <= options.rounds; i++) {
          rounds.add(PublishRound.run(subject, seconds, connections, replayers, clock.instant()));
          progress("round " + i + ": " + rounds.getLast());
        }
        return report(subject, rounds, ready);
      }
    } finally {
      processes.forEach(KeyServerProcess::close);
    }
  }

  private Report other(URI server) throws Exception {
    Path directory = Files.createTempDirectory("keyserver-bench");
    try {
      Authority authority =
          new Authority("iss-test", "aud-test", "1", AuthorityKeyFile.open(authorityKey));
      Path uploads = prepare(directory, authority, seconds);
      try (var client = new LoadProcess(List.of(server), uploads, keys)) {
        warmUp(client);
        List<Load> loads = new ArrayList<>();
        for (int i = 1; i <= options.rounds; i++) {
          loads.add(client.run(seconds, connections));
          progress("round " + i + ": " + loads.getLast());
        }
        return loaded(new Report("publish").note("server", server), loads);
      }
    } finally {
      Bed.delete(directory);
    }
  }

  private Path prepare(Path directory, Authority authority, int secondsOfRound) throws IOException {
    int count = most * (warmUp + options.rounds * secondsOfRound);
    progress("preparing " + count + " uploads …");
    Path uploads = directory.resolve("uploads");
    new PreparedUploads(authority, keys, clock.instant()).write(uploads, count, clock.millis());
    return uploads;
  }

  private void warmUp(LoadProcess client) throws IOException {
    progress("warming up for " + warmUp + " s …");
    Load _ = client.run(warmUp, connections);
  }

  private void progress(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  private Report loaded(Report report, List<Load> loads) throws IOException {
    if (loads.stream().anyMatch(Load::exhausted)) {
      throw new IOException("uploads ran out, so there are no figures: raise --most");
    }
    return report
        .note("connections", connections)
        .note("keys", keys)
        .note("rounds", loads.size())
        .note("acceptedPerSecond", median(loads, Load::acceptedPerSecond))
        .note("p50Millis", median(loads, Load::p50Millis))
        .note("p99Millis", median(loads, Load::p99Millis))
        .note("unavailable", sum(loads, Load::unavailable))
        .note("refused", sum(loads, Load::refused));
  }

  private Report report(PublishRound.Subject subject, List<PublishRound> rounds, Duration ready)
      throws Exception {
    List<Load> loads = rounds.stream().map(PublishRound::load).toList();
    List<Load> overloads = rounds.stream().map(PublishRound::overload).toList();
    List<Load> replays =
        rounds.stream().map(PublishRound::replay).flatMap(Optional::stream).toList();
    double accepted = median(loads, Load::acceptedPerSecond);
    double ceiling = median(rounds, PublishRound::ceiling);
    Report report =
        loaded(new Report("publish").note("database", subject.database().version()), loads);
    if (!replays.isEmpty()) {
      report
          .note("replayers", replayers)
          .note("besideReplayersAcceptedPerSecond", median(replays, Load::acceptedPerSecond))
          .note("besideReplayersP50Millis", median(replays, Load::p50Millis))
          .note("besideReplayersP99Millis", median(replays, Load::p99Millis))
          .note("besideReplayersUnavailable", sum(replays, Load::unavailable))
          .note("replayedPerSecond", median(replays, Load::replayedPerSecond));
    }
    return report
        .note("servers", servers)
        .note("quantum", quantum)
        .note("ceilingPerSecond", ceiling)
        .note("shareOfCeiling", accepted / ceiling)
        .note("cpuMillisPerUnit", median(rounds, PublishRound::serverCpu))
        .note("databaseCpuMillisPerUnit", median(rounds, PublishRound::databaseCpu))
        .note("clientCpuMillisPerUnit", median(rounds, PublishRound::clientCpu))
        .note("transactionsPerUnit", median(rounds, PublishRound::transactions))
        .note("overloadAcceptedPerSecond", median(overloads, Load::acceptedPerSecond))
        .note("overloadP99Millis", median(overloads, Load::p99Millis))
        .note("overloadUnavailable", sum(overloads, Load::unavailable))
        .note("overloadRefused", sum(overloads, Load::refused))
        .note("readySeconds", ready.toMillis() / 1000.0)
        .note("peakResidentBytes", subject.peakResident());
  }

  private static int sum(List<Load> loads, ToIntFunction<Load> figure) {
    return loads.stream().mapToInt(figure).sum();
  }

  private static <T> double median(List<T> rounds, ToDoubleFunction<T> figure) {
    return Report.median(rounds.stream().mapToDouble(figure).boxed().toList());
  }
}
