// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

/** Runs the jobs by a schedule, as a scheduler of processes does. */
final class WorkerActor implements Runnable {
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
      new Jobs(world, process).run(number % plan.cleanupEvery() == 0);
    } catch (Crash _) {
      world.trace(() -> name + " crashed");
    }
  }
}
