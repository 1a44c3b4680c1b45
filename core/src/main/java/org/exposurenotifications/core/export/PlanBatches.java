// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.core.job.JobSteps;
import org.exposurenotifications.ports.config.ConfigurationStore;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.Window;
import org.exposurenotifications.ports.export.WindowStore;

/**
 * Plans the batches that are due (export-and-operations.md 4): of each active export all windows
 * that ended long enough ago and that no upload writes to any more. Runs at once do no harm.
 */
public final class PlanBatches {
  private final ConfigurationStore configuration;
  private final WindowStore windows;
  private final BatchStore batches;
  private final ExportSettings settings;
  private final InstantSource clock;

  @Inject
  public PlanBatches(
      ConfigurationStore configuration,
      WindowStore windows,
      BatchStore batches,
      ExportSettings settings,
      InstantSource clock) {
    this.configuration = configuration;
    this.windows = windows;
    this.batches = batches;
    this.settings = settings;
    this.clock = clock;
  }

  public JobReport run() {
    Instant effective = clock.instant().minus(settings.minWindowAge());
    JobSteps steps = new JobSteps();
    AtomicInteger planned = new AtomicInteger();
    steps.attempt(
        "planning",
        () -> {
          Instant publishEnd = BatchRanges.floor(effective, settings.truncateWindow());
          Instant complete = windows.closeBefore(publishEnd);
          for (ExportConfig export : active(effective)) {
            steps.attempt(
                "export " + export.name(),
                () -> planned.addAndGet(plan(export, effective, complete)));
          }
        });
    return steps.report(planned + " batches planned");
  }

  /**
   * Short periods first: a worker must not take a long batch before the short ones within it are
   * planned, whose padding it has to show too.
   */
  private List<ExportConfig> active(Instant effective) {
    return configuration.load().exportConfigs().stream()
        .filter(export -> export.isActiveAt(effective))
        .sorted(Comparator.comparing(ExportConfig::period))
        .toList();
  }

  /**
   * @param complete what ends later waits for the next run: somebody may still be writing to it
   */
  private int plan(ExportConfig export, Instant effective, Instant complete) {
    List<Window> due =
        BatchRanges.due(
                export.period(),
                batches.latestEnd(export.name()),
                effective,
                settings.truncateWindow())
            .stream()
            .filter(window -> !window.end().isAfter(complete))
            .toList();
    return due.isEmpty() ? 0 : batches.plan(export, due, settings.maxRecords());
  }
}
