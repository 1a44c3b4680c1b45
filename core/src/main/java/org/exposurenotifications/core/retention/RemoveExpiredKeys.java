// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.retention;

import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.exposurenotifications.core.export.OverdueWork;
import org.exposurenotifications.core.job.CheckClock;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.core.job.JobSteps;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.exposure.ExposureStore.Deleted;
import org.exposurenotifications.ports.exposure.ExposureStore.Expiry;
import org.exposurenotifications.ports.statistics.StatisticsStore;

/**
 * Deletes keys that were kept for long enough and cannot be uploaded again, and statistics of whole
 * days (export-and-operations.md 7.5).
 */
public final class RemoveExpiredKeys {
  private static final int STEP = 50_000;

  private final ExposureStore exposures;
  private final StatisticsStore statistics;
  private final RetentionSettings settings;
  private final InstantSource clock;
  private final CheckClock checkClock;
  private final OverdueWork overdueWork;

  @Inject
  public RemoveExpiredKeys(
      ExposureStore exposures,
      StatisticsStore statistics,
      RetentionSettings settings,
      InstantSource clock,
      CheckClock checkClock,
      OverdueWork overdueWork) {
    this.exposures = exposures;
    this.statistics = statistics;
    this.settings = settings;
    this.clock = clock;
    this.checkClock = checkClock;
    this.overdueWork = overdueWork;
  }

  public JobReport run() {
    Instant now = clock.instant();
    Instant cutoff = now.minus(settings.ttl());
    AtomicLong keys = new AtomicLong();
    AtomicInteger uploads = new AtomicInteger();
    JobSteps steps = new JobSteps();
    String unfinished = "";
    if (steps.attempt("clock", checkClock::refuseSkew)
        && steps.attempt("retention", () -> ShortTtl.refuse(settings))) {
      steps.attempt(
          "keys", () -> removeKeys(settings.keyExpiry(now), now.plus(settings.timeout()), keys));
      steps.attempt(
          "statistics",
          () -> uploads.set(statistics.deleteBefore(cutoff.truncatedTo(ChronoUnit.DAYS))));
      unfinished = overdueWork.report(steps);
    }
    return steps.report(keys + " keys and " + uploads + " counted uploads removed" + unfinished);
  }

  /** In steps, so that publishing goes on meanwhile; what is left is for the next run. */
  private void removeKeys(Expiry expiry, Instant deadline, AtomicLong removed) {
    Deleted step = new Deleted(0, Instant.EPOCH);
    do {
      step = exposures.delete(step.from(), expiry, STEP);
      removed.addAndGet(step.keys());
    } while (step.keys() == STEP && clock.instant().isBefore(deadline));
  }
}
