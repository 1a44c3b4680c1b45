// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.io.PrintWriter;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether answers to uploads, refused uploads and decoys look alike. */
@Command(
    name = "privacy",
    mixinStandardHelpOptions = true,
    description = {
      "Compare what a watcher of the network sees of uploads, decoys, uploads with a bad certificate"
          + " and uploads with too many keys: times and sizes of their answers, idle and under load.",
      "Prints for each pair the distance of Kolmogorov and Smirnov and its p, and how well a"
          + " classifier tells them apart (AUC: 0.5 is guessing). Exits with 1 if a pair is told"
          + " apart: p below 0.05, divided by the number of tests, or an AUC above 0.55, or above"
          + " what luck explains with few samples."
    })
final class BenchPrivacy implements Callable<Integer> {
  private static final int WARM_UP_CONNECTIONS = 32;

  /** Half of them train the classifier. */
  private static final int FEWEST_SAMPLES = 100;

  @Spec CommandSpec spec;

  @Option(
      names = "--quantum",
      description =
          "PUBLISH_ANSWER_QUANTUM of the server; 0s for none (default: ${DEFAULT-VALUE}).",
      defaultValue = "50ms")
  String quantum = "50ms";

  @Option(
      names = "--samples",
      description = "Of each kind (default: ${DEFAULT-VALUE}).",
      defaultValue = "2000")
  int samples = 2000;

  @Option(
      names = "--connections",
      description = "That send the samples, idle (default: ${DEFAULT-VALUE}).",
      defaultValue = "2")
  int connections = 2;

  @Option(
      names = "--load",
      description =
          "Connections of others, under load; the samples are sent over half as many"
              + " (default: ${DEFAULT-VALUE}).",
      defaultValue = "32")
  int load = 32;

  @Option(names = "--quick", description = "250 samples, idle over 6 connections.")
  boolean quick;

  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() throws Exception {
    if (quick) {
      samples = 250;
      connections = 6;
    }
    if (samples < FEWEST_SAMPLES || connections < 1 || load < 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--samples has to be " + FEWEST_SAMPLES + " or more, --connections 1, and --load 0");
    }
    List<Comparison> all = measure();
    PrintWriter out = spec.commandLine().getOut();
    all.forEach(each -> out.println(each.line(all.size())));
    out.flush();
    return all.stream().anyMatch(each -> each.differs(all.size())) ? 1 : 0;
  }

  private List<Comparison> measure() throws Exception {
    Instant now = clock.instant();
    try (Bed bed = Bed.make()) {
      var uploads =
          PrivacyUploads.prepare(
              bed.directory.resolve("uploads"), bed.authority, 3 * samples, 20 * samples, now);
      Map<String, String> environment = Map.of("PUBLISH_ANSWER_QUANTUM", quantum);
      try (KeyServerProcess server = bed.serve(environment, "publish")) {
        var _ = server.awaitReady();
        return compare(server.address(), uploads, new Random(now.toEpochMilli()));
      }
    }
  }

  private List<Comparison> compare(URI server, PrivacyUploads uploads, Random random)
      throws Exception {
    var probe = new PrivacyProbe(server, uploads, random);
    var _ = probe.run(samples, WARM_UP_CONNECTIONS, 0);
    List<Comparison> all = new ArrayList<>();
    all.addAll(compare("idle", probe.run(samples, connections, 0)));
    all.addAll(compare("load", probe.run(samples, Math.max(1, load / 2), load)));
    return all;
  }

  private List<Comparison> compare(String when, Map<AnswerKind, List<Sample>> samplesOf) {
    PrintWriter err = spec.commandLine().getErr();
    samplesOf.forEach((kind, seen) -> {
      var times = new Latencies();
      seen.forEach(sample -> times.add(sample.nanos()));
      err.printf(
          Locale.ROOT,
          "%-5s %-15s p50 %.2f ms, p99 %.2f ms, %d to %d bytes%n",
          when,
          kind,
          times.millis(0.5),
          times.millis(0.99),
          seen.stream().mapToInt(Sample::bytes).min().orElse(0),
          seen.stream().mapToInt(Sample::bytes).max().orElse(0));
    });
    err.flush();
    return Comparison.all(when, samplesOf);
  }
}
