// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks for a seed whose world breaks a promise. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Run the whole server in small worlds, each made up from a seed: phones that upload, revise and"
          + " try again, workers with clocks that differ, some by days, exports that are added,"
          + " changed and ended, and crashes, delays, failures and lost answers at any call of a"
          + " port, over days of simulated time.",
      "No accepted key is lost or published twice, files cannot be told apart by comparing them,"
          + " index and files agree, a job with a wrong clock does nothing, every job reports what"
          + " is overdue, and nothing outlives its time. Where one of these does not hold, the seed"
          + " is printed with the shortest trace that still shows it. Nothing is started, and"
          + " nothing is left behind.",
      "Exits 1 at the first seed that fails, or if an attack on padding does better than guessing"
          + " over all of them. The same seed is the same world, call by call."
    })
public final class SimulateCommand implements Callable<Integer> {
  private static final long PROGRESS_NANOS = 5_000_000_000L;

  @Spec CommandSpec spec;

  @Option(
      names = "--seeds",
      defaultValue = "1000",
      description = "How many worlds (default: ${DEFAULT-VALUE}).")
  long seeds;

  @Option(names = "--seed", description = "Of the first world (default: ${DEFAULT-VALUE}).")
  long first;

  @Option(
      names = "--days",
      defaultValue = "3",
      description = "Until things go well again (default: ${DEFAULT-VALUE}).")
  int days;

  @Option(
      names = "--trace",
      description = "Print every port call of the first world, and run no other.")
  boolean trace;

  private final Sabotage sabotage;
  private long printed;

  public SimulateCommand() {
    this(Sabotage.NONE);
  }

  SimulateCommand(Sabotage sabotage) {
    this.sabotage = sabotage;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (seeds < 1 || days < 1) {
      throw new ParameterException(spec.commandLine(), "--seeds and --days have to be 1 or more");
    }
    PrintWriter out = spec.commandLine().getOut();
    Simulation simulation = new Simulation(days, sabotage);
    try {
      return trace ? printTrace(simulation, out) : look(simulation, out);
    } finally {
      out.flush();
    }
  }

  private int printTrace(Simulation simulation, PrintWriter out) throws InterruptedException {
    Simulation.Outcome outcome = simulation.run(first, Set.of(), true);
    outcome.trace().forEach(out::println);
    outcome.findings().forEach(finding -> out.println("FAILED " + finding));
    return outcome.findings().isEmpty() ? 0 : 1;
  }

  private int look(Simulation simulation, PrintWriter out) throws InterruptedException {
    long begin = System.nanoTime();
    printed = begin;
    Campaign.Tally tally =
        new Campaign(
                simulation,
                first,
                seeds,
                soFar -> {
                  if (System.nanoTime() - printed > PROGRESS_NANOS) {
                    printed = System.nanoTime();
                    out.println("  " + figures(soFar, begin));
                    out.flush();
                  }
                })
            .run();
    out.println(figures(tally, begin));
    List<Finding> broken = tally.broken();
    broken.forEach(finding -> out.println("FAILED " + finding));
    if (tally.failure().isPresent()) {
      explain(simulation, tally.failure().get(), out);
      return 1;
    }
    return broken.isEmpty() ? 0 : 1;
  }

  private void explain(Simulation simulation, Simulation.Outcome failed, PrintWriter out)
      throws InterruptedException {
    out.printf(Locale.ROOT, "FAILED seed %d, %d days%n", failed.seed(), days);
    failed.findings().forEach(finding -> out.println("  " + finding));
    out.println("Looking for the shortest trace that shows it …");
    out.flush();
    Set<String> without = Shrink.failure(simulation, failed, failed.findings().getFirst().check());
    Simulation.Outcome small = simulation.run(failed.seed(), without, true);
    small.trace().forEach(line -> out.println("  " + line));
    small.findings().forEach(finding -> out.println("FAILED " + finding));
    out.printf(
        Locale.ROOT,
        "What it takes: %s. The whole trace: keyserver simulate --seed %d --days %d --trace%n",
        String.join(", ", small.happened()),
        failed.seed(),
        days);
  }

  private static String figures(Campaign.Tally tally, long begin) {
    double seconds = (System.nanoTime() - begin) / 1e9;
    return String.format(
        Locale.ROOT,
        "%,d seeds, %,d port calls, %,.0f simulated days in %.1f s: %,.0f calls and %,.0f days a"
            + " second",
        tally.seeds(),
        tally.steps(),
        tally.simulatedDays(),
        seconds,
        tally.steps() / seconds,
        tally.simulatedDays() / seconds);
  }
}
