// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.exposurenotifications.apps.runtime.KeyServerComponent;
import org.exposurenotifications.core.job.JobReport;

/** Runs the jobs of a process one after the other, and looks at what they report. */
final class Jobs {
  private final World world;
  private final ServerProcess process;

  Jobs(World world, ServerProcess process) {
    this.world = world;
    this.process = process;
  }

  /** Returns whatever the jobs complain about; none if all is well. */
  List<String> run(boolean cleansUp) {
    KeyServerComponent useCases = process.useCases();
    Map<String, Supplier<JobReport>> jobs = new LinkedHashMap<>();
    jobs.put("create-batches", () -> useCases.planBatches().run());
    jobs.put("do-work", () -> useCases.exportBatches().run());
    if (cleansUp) {
      jobs.put("cleanup-exposure", () -> useCases.removeExpiredKeys().run());
      jobs.put("cleanup-export", () -> useCases.removeExpiredFiles().run());
    }
    List<String> errors = new ArrayList<>();
    jobs.forEach((name, job) -> errors.addAll(run(name, job)));
    return errors;
  }

  private List<String> run(String name, Supplier<JobReport> job) {
    Set<String> overdue = Overdue.in(world);
    JobReport report = job.get();
    world.trace(
        () -> "%s %s: %s %s".formatted(process.name(), name, report.summary(), report.errors()));
    report.errors().stream()
        .filter(error -> error.contains(": unexpected "))
        .forEach(mistake -> world.ledger.found("jobs make no mistakes", mistake));
    if (report.ok()) {
      allIsWell(name, overdue);
    }
    return report.errors();
  }

  private void allIsWell(String job, Set<String> overdue) {
    if (process.isFarOff()) {
      world.ledger.found(
          "jobs with a wrong clock refuse",
          "%s of %s went on, while its clock says %s and the time is %s"
              .formatted(job, process.name(), process.time(), world.now()));
    }
    overdue.retainAll(Overdue.in(world));
    overdue.forEach(thing ->
        world.ledger.silent(
            "at %s all was well with %s, but %s".formatted(world.now(), job, thing)));
  }
}
