// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs worlds. The same seed, days and sabotage make the same world, to the last port call.
 *
 * @param days until nothing new begins
 */
record Simulation(int days, Sabotage sabotage) {

  /**
   * What became of a world.
   *
   * @param findings none if all is well
   * @param attacks how attacks on padding did, by name
   * @param steps port calls
   * @param trace a line for each port call, and for each thing that happened; none unless asked for
   * @param happened names of everything that can be taken out
   */
  record Outcome(
      long seed,
      List<Finding> findings,
      Map<String, PrivacyAttack.Score> attacks,
      long steps,
      Duration simulated,
      List<String> trace,
      Set<String> happened) {}

  Outcome run(long seed) throws InterruptedException {
    return run(seed, Set.of(), false);
  }

  /**
   * @param without names of what is left out
   */
  Outcome run(long seed, Set<String> without, boolean traced) throws InterruptedException {
    Plan plan = DrawPlan.of(seed, days, without);
    World world = new World(plan, sabotage, traced);
    Director director = new Director(world);
    director.raise();
    world.scheduler.run();
    List<Finding> findings = new ArrayList<>(world.ledger.findings());
    findings.addAll(director.findings());
    return new Outcome(
        seed,
        findings,
        director.attacks(),
        world.steps(),
        Duration.between(plan.start(), Instant.ofEpochMilli(world.scheduler.now())),
        world.trace(),
        new TreeSet<>(world.happened()));
  }
}
