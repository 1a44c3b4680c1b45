// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine;

/**
 * All benchmarks in short, against the shares of the ceiling that they had when they were last
 * looked at: less than half of one is a gross regression. Shares depend on the machine much less
 * than seconds do, but short runs are noisy: less than gross is not looked at.
 */
final class QuickBench {
  private static final double GROSS = 0.5;

  private static final List<Quick> ALL =
      List.of(
          new Quick("publish", 0.5, List.of("--rounds=1", "--seconds=4", "--warm-up=12")),
          new Quick("export", 0.6, List.of("--rounds=2", "--keys=300000")),
          new Quick("cleanup", 0.24, List.of("--rounds=2", "--keys=300000")),
          new Quick("start", 0.04, List.of("--rounds=3", "--pause=1")));

  private final CommandLine bench;

  /**
   * @param bench the command with the benchmarks as its subcommands
   */
  QuickBench(CommandLine bench) {
    this.bench = bench;
  }

  /**
   * A short run.
   *
   * @param usual share of the ceiling
   */
  private record Quick(String name, double usual, List<String> arguments) {}

  /**
   * @return whether none is grossly slower than usual
   */
  boolean run(boolean asJson) throws Exception {
    boolean good = true;
    for (Quick each : ALL) {
      CommandLine command = Objects.requireNonNull(bench.getSubcommands().get(each.name));
      var _ = command.parseArgs(each.arguments.toArray(String[]::new));
      Benchmark benchmark = command.getCommand();
      Report report = benchmark.measure();
      report.print(bench.getOut(), asJson);
      good &= isGood(each, report.number("shareOfCeiling"));
    }
    return good;
  }

  private boolean isGood(Quick each, double share) {
    boolean good = share >= GROSS * each.usual;
    bench
        .getErr()
        .printf(
            Locale.ROOT,
            "%s: %.3f of its ceiling, usually %.3f: %s%n",
            each.name,
            share,
            each.usual,
            good ? "ok" : "GROSSLY SLOWER than usual");
    bench.getErr().flush();
    return good;
  }
}
