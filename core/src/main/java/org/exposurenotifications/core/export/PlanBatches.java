// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.core.job.CheckClock;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.core.job.JobSteps;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.config.BatchPlan;
import org.exposurenotifications.ports.config.ConfigurationStore;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.Padding;
import org.exposurenotifications.ports.export.Planning;
import org.exposurenotifications.ports.export.UnfinishedBatch;
import org.exposurenotifications.ports.export.Window;
import org.exposurenotifications.ports.export.WindowStore;
import org.exposurenotifications.ports.exposure.Exposure;

/**
 * Plans the batches that are due (export-and-operations.md 4), each with the padding of its keys:
 * of each export all windows that ended long enough ago and that no upload writes to any more.
 * Concurrent runs do no harm.
 *
 * <p>All exports are planned together, so that padding is invented once, for every file that will
 * ever hold it, before the first of them is written.
 */
public final class PlanBatches {
  private static final int MOST_FRUITLESS = 10;

  private final ConfigurationStore configuration;
  private final WindowStore windows;
  private final BatchStore batches;
  private final BatchKeys batchKeys;
  private final ExportSettings settings;
  private final InstantSource clock;
  private final CheckClock checkClock;
  private final OverdueWork overdueWork;
  private final InventKeys inventKeys;
  private final InventRevisions inventRevisions;

  @Inject
  public PlanBatches(
      ConfigurationStore configuration,
      WindowStore windows,
      BatchStore batches,
      BatchKeys batchKeys,
      ExportSettings settings,
      InstantSource clock,
      SecureRandom random,
      CheckClock checkClock,
      OverdueWork overdueWork) {
    this.configuration = configuration;
    this.windows = windows;
    this.batches = batches;
    this.batchKeys = batchKeys;
    this.settings = settings;
    this.clock = clock;
    this.checkClock = checkClock;
    this.overdueWork = overdueWork;
    this.inventKeys = new InventKeys(settings.paddingRange(), random);
    this.inventRevisions = new InventRevisions(batchKeys, random);
  }

  public JobReport run() {
    List<BatchPlan> planned = new ArrayList<>();
    JobSteps steps = new JobSteps();
    if (!steps.attempt("clock", checkClock::refuseSkew)) {
      return steps.report("0 batches planned");
    }
    steps.attempt("planning", () -> plan(clock.instant(), planned, steps));
    String unfinished = overdueWork.report(steps, batch -> isAmong(planned, batch));
    return steps.report(planned.size() + " batches planned" + unfinished);
  }

  private void plan(Instant now, List<BatchPlan> planned, JobSteps steps) {
    Instant effective = now.minus(settings.minWindowAge());
    Instant publishEnd = BatchRanges.floor(effective, settings.truncateWindow());
    Instant complete = windows.closeBefore(publishEnd);
    if (complete.isBefore(publishEnd)) {
      steps.attempt(
          "looking for held windows", () -> HeldUp.report(windows, publishEnd, now, steps));
    }
    Instant deadline = now.plus(settings.workerTimeout());
    long refused = -1;
    for (int fruitless = 0; fruitless < MOST_FRUITLESS; ) {
      Planning planning = batches.planning();
      // read after it: what others plan meanwhile, by exports that changed, refuses this plan
      List<ExportConfig> configs = configuration.load().exportConfigs();
      List<PlannedExport> exports =
          configs.stream()
              .map(config -> PlannedExport.of(config, planning, effective, complete, settings))
              .toList();
      Optional<Instant> end =
          exports.stream()
              .flatMap(export -> export.next().stream())
              .map(Window::end)
              .min(Comparator.naturalOrder());
      // what is left after the deadline is planned by the next run
      if (end.isEmpty() || clock.instant().isAfter(deadline)) {
        return;
      }
      // one end at a time: a transaction stays small, however much is overdue
      List<BatchPlan> plans = plans(exports, end.get());
      if (batches.plan(planning, plans, padding(exports, plans, end.get()))) {
        planned.addAll(plans);
        fruitless = 0;
      } else {
        // another run planned meanwhile: so the backlog grew smaller
        fruitless = planning.generation() == refused ? fruitless + 1 : 0;
        refused = planning.generation();
      }
    }
    throw new PortFailure.Transient("plans are refused though no other run plans", null);
  }

  private List<BatchPlan> plans(List<PlannedExport> exports, Instant end) {
    return exports.stream()
        .flatMap(export ->
            export.due(end).stream()
                .map(window -> new BatchPlan(export.config(), window, settings.maxRecords())))
        .toList();
  }

  private Padding padding(List<PlannedExport> exports, List<BatchPlan> plans, Instant end) {
    Cells cells = new Cells(exports, end, settings.minRecords());
    Window span = span(plans);
    List<Exposure> keys =
        cells.due(batchKeys.groups(span)).stream()
            .map(inventKeys::hiding)
            .flatMap(Collection::stream)
            .toList();
    return new Padding(keys, inventRevisions.hiding(cells, span, keys));
  }

  private static Window span(List<BatchPlan> plans) {
    return new Window(
        plans.stream()
            .map(plan -> plan.window().start())
            .min(Comparator.naturalOrder())
            .orElseThrow(),
        plans.stream()
            .map(plan -> plan.window().end())
            .max(Comparator.naturalOrder())
            .orElseThrow());
  }

  private static boolean isAmong(List<BatchPlan> planned, UnfinishedBatch batch) {
    return planned.stream()
        .anyMatch(plan ->
            plan.export().name().equals(batch.export()) && plan.window().equals(batch.window()));
  }
}
