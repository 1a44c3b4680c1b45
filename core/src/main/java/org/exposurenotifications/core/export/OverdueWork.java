// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.exposurenotifications.core.job.Durations;
import org.exposurenotifications.core.job.JobSteps;
import org.exposurenotifications.core.publish.PublishSettings;
import org.exposurenotifications.ports.config.ConfigurationStore;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.Planning;
import org.exposurenotifications.ports.export.UnfinishedBatch;
import org.exposurenotifications.ports.export.WindowStore;

/**
 * Finds what is overdue, whichever job should have done it: every job reports it, so that none is
 * well while work is left behind.
 */
public final class OverdueWork {
  /** Cleanups run every four hours. */
  private static final Duration CLEANUP_GRACE = Duration.ofHours(12);

  /** Keys stay as long after they could be uploaded, or after they were revised: decision 24. */
  private static final Duration KEPT_LONGER = Duration.ofDays(2).plusHours(1);

  private static final int MOST = 20;

  private final ConfigurationStore configuration;
  private final WindowStore windows;
  private final BatchStore batches;
  private final ExportSettings settings;
  private final PublishSettings publishing;
  private final InstantSource clock;

  @Inject
  public OverdueWork(
      ConfigurationStore configuration,
      WindowStore windows,
      BatchStore batches,
      ExportSettings settings,
      PublishSettings publishing,
      InstantSource clock) {
    this.configuration = configuration;
    this.windows = windows;
    this.batches = batches;
    this.settings = settings;
    this.publishing = publishing;
    this.clock = clock;
  }

  /**
   * Notes what is overdue.
   *
   * @return a part of the summary about unfinished batches; empty if there are none
   */
  public String report(JobSteps steps) {
    return report(steps, _ -> false);
  }

  /**
   * @param known batches whose state the job reports by itself, or has just brought about
   */
  String report(JobSteps steps, Predicate<UnfinishedBatch> known) {
    List<UnfinishedBatch> unfinished = new ArrayList<>();
    steps.attempt(
        "looking for overdue work",
        () -> {
          Instant now = clock.instant();
          unfinished.addAll(batches.unfinished());
          List<String> problems = problems(now, unfinished, known);
          problems.stream().limit(MOST).forEach(steps::problem);
          if (problems.size() > MOST) {
            steps.problem("and " + (problems.size() - MOST) + " more things are overdue");
          }
        });
    return unfinished.isEmpty()
        ? ""
        : ", %s batches unfinished, the earliest until %s"
            .formatted(unfinished.size(), unfinished.getFirst().window().end());
  }

  private List<String> problems(
      Instant now, List<UnfinishedBatch> unfinished, Predicate<UnfinishedBatch> known) {
    BatchState state = new BatchState(settings.minWindowAge(), now);
    Planning planning = batches.planning();
    List<String> problems = new ArrayList<>();
    unfinished.stream()
        .filter(known.negate())
        .flatMap(batch -> state.problem(batch).stream())
        .forEach(problems::add);
    windows
        .closedUntil()
        .filter(now::isBefore)
        .ifPresent(until ->
            problems.add(
                ("windows are closed until %s, which lies ahead: keys are published late;"
                        + " run: keyserver horizon reset")
                    .formatted(until)));
    for (ExportConfig config : configuration.load().exportConfigs()) {
      unplanned(config, planning, state).ifPresent(problems::add);
    }
    planning
        .earliestKey()
        .map(key -> Duration.between(key.plus(kept()), now))
        .filter(late -> late.compareTo(CLEANUP_GRACE) > 0)
        .ifPresent(late ->
            problems.add(
                "keys are stored that expired %s ago; run: keyserver run cleanup-exposure"
                    .formatted(Durations.text(late))));
    return problems;
  }

  private Duration kept() {
    Duration uploadable = publishing.maxAge();
    return (settings.retention().compareTo(uploadable) > 0 ? settings.retention() : uploadable)
        .plus(KEPT_LONGER);
  }

  private Optional<String> unplanned(ExportConfig config, Planning planning, BatchState state) {
    Instant effective = state.now().minus(settings.minWindowAge());
    Instant publishEnd = BatchRanges.floor(effective, settings.truncateWindow());
    return PlannedExport.of(config, planning, effective, publishEnd, settings)
        .next()
        .filter(state::isLate)
        .map(window ->
            BatchState.name(window, config.bucket(), config.filenameRoot())
                + ": not planned, "
                + state.lateness(window)
                + "; create-batches says what it waits for");
  }
}
