// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.time.Duration;
import java.util.List;
import org.exposurenotifications.apps.runtime.KeyServerComponent;
import org.exposurenotifications.core.job.JobReport;

/** Runs the jobs by a schedule, as a scheduler of processes does. */
final class WorkerActor implements Runnable {
  /** After the end of a window; several runs of every worker. */
  private static final Duration OVERDUE = Duration.ofHours(12);

  private final World world;
  private final Plan.Worker plan;

  WorkerActor(World world, Plan.Worker plan) {
    this.world = world;
    this.plan = plan;
  }

  @Override
  public void run() {
    long every = plan.every().toMillis();
    Dice dice = world.plan.dice().of(plan.name()).of("runs");
    int number = 0;
    while (world.now().isBefore(world.plan.end())) {
      number++;
      String name = plan.name() + "/" + number;
      if (world.plan.has(name)) {
        world.happened(name);
        run(name, number);
      }
      long offset = plan.offset().toMillis();
      long next = ((world.scheduler.now() - offset) / every + 1) * every + offset;
      world.scheduler.sleepUntil(next + dice.of(number).below(300));
    }
  }

  /** A process of its own, which a crash ends. */
  private void run(String name, int number) {
    ServerProcess process = new ServerProcess(world, plan.name(), plan.skew(), number);
    process.with(
        new Faults(name, world.plan.dice(), world.plan.faultOneIn(), world.plan.without()));
    try {
      runJobs(process, world, number % plan.cleanupEvery() == 0);
    } catch (Crash _) {
      world.trace(() -> name + " crashed");
    }
  }

  static void runJobs(ServerProcess process, World world, boolean cleansUp) {
    KeyServerComponent useCases = process.useCases();
    report(process, world, "create-batches", useCases.planBatches().run());
    JobReport exported = useCases.exportBatches().run();
    report(process, world, "do-work", exported);
    if (exported.ok()) {
      world.ledger.allIsWell(world.now(), world.now().minus(OVERDUE));
    }
    if (cleansUp) {
      report(process, world, "cleanup-exposure", useCases.removeExpiredKeys().run());
      report(process, world, "cleanup-export", useCases.removeExpiredFiles().run());
    }
  }

  private static void report(ServerProcess process, World world, String job, JobReport report) {
    world.trace(
        () -> "%s %s: %s %s".formatted(process.name(), job, report.summary(), report.errors()));
    List<String> mistakes =
        report.errors().stream().filter(error -> error.contains(": unexpected ")).toList();
    mistakes.forEach(mistake -> world.ledger.found("jobs make no mistakes", mistake));
  }
}
