// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.exposurenotifications.core.job.CheckClock;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.core.job.JobSteps;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.FileLayout;

/**
 * Works off planned batches until none is left or time is up, then writes the indexes
 * (export-and-operations.md 5). Any number of workers may run at once, and each may stop at any
 * point: whoever goes on publishes the same keys under the same names.
 */
public final class ExportBatches {
  private static final Duration LONGEST_LEASE = Duration.ofSeconds(60);

  /** Of one batch, before it is dead-lettered; the waits between them add up to three hours. */
  private static final int MOST_FAILURES = 10;

  private final BatchStore batches;
  private final SealBatch sealBatch;
  private final WriteBatch writeBatch;
  private final WriteIndexes writeIndexes;
  private final ExportSettings settings;
  private final InstantSource clock;
  private final CheckClock checkClock;
  private final OverdueWork overdueWork;

  @Inject
  ExportBatches(
      BatchStore batches,
      SealBatch sealBatch,
      WriteBatch writeBatch,
      WriteIndexes writeIndexes,
      ExportSettings settings,
      InstantSource clock,
      CheckClock checkClock,
      OverdueWork overdueWork) {
    this.batches = batches;
    this.sealBatch = sealBatch;
    this.writeBatch = writeBatch;
    this.writeIndexes = writeIndexes;
    this.settings = settings;
    this.clock = clock;
    this.checkClock = checkClock;
    this.overdueWork = overdueWork;
  }

  public JobReport run() {
    Instant deadline = clock.instant().plus(settings.workerTimeout());
    Tally tally = new Tally();
    if (!tally.steps.attempt("clock", checkClock::refuseSkew)) {
      return tally.steps.report(tally.toString());
    }
    tally.steps.attempt(
        "taking a batch",
        () -> {
          Optional<Work> work = take(deadline);
          while (work.isPresent()) {
            export(work.get(), tally);
            work = take(deadline);
          }
        });
    JobReport indexes = writeIndexes.run();
    tally.steps.add(indexes);
    String unfinished = overdueWork.report(tally.steps, batch -> tally.failed.contains(batch.id()));
    return tally.steps.report(tally + ", " + indexes.summary() + unfinished);
  }

  private Optional<Work> take(Instant deadline) {
    Instant now = clock.instant();
    if (!now.isBefore(deadline)) {
      return Optional.empty(); // the next run goes on
    }
    Duration duration = leaseDuration();
    return batches
        .lease(now, now.minus(settings.minWindowAge()), duration)
        .map(batch -> new Work(batch, new HeldLease(batches, batch, clock, now, duration)));
  }

  private Duration leaseDuration() {
    return settings.workerTimeout().compareTo(LONGEST_LEASE) < 0
        ? settings.workerTimeout()
        : LONGEST_LEASE;
  }

  private void export(Work work, Tally tally) {
    Batch batch = work.batch();
    if (batch.lapses() >= MOST_FAILURES) {
      // it may be what stops them, so it is not tried once more
      batches.deadLetter(batch, batch.lapses() + " workers in turn stopped while they had it");
      return;
    }
    try {
      int files = publish(work, tally.steps).size();
      tally.batches++;
      tally.files += files;
    } catch (LeaseLost _) {
      tally.takenOver++;
    } catch (RuntimeException e) {
      String step = BatchState.name(batch.window(), batch.bucket(), batch.filenameRoot());
      tally.steps.failed(step, e);
      tally.steps.attempt(step, () -> giveBack(batch, e, tally));
    }
  }

  /**
   * What may pass by itself is tried for ever, so that an outage leaves nothing for people to do.
   */
  private void giveBack(Batch batch, RuntimeException why, Tally tally) {
    boolean mayPass = why instanceof PortFailure.Transient;
    if (!mayPass && batch.failures() + 1 >= MOST_FAILURES) {
      batches.deadLetter(batch, JobSteps.reason(why));
    } else {
      tally.failed.add(batch.id());
      batches.fail(batch, retryAt(batch), JobSteps.reason(why));
    }
  }

  private List<String> publish(Work work, JobSteps steps) {
    Batch sealed = sealBatch.seal(work.batch(), steps);
    FileLayout layout = sealed.layout().orElseThrow();
    List<String> names = writeBatch.write(sealed, layout, work.lease(), clock.instant());
    if (!batches.complete(sealed, names)) {
      throw new LeaseLost();
    }
    return names;
  }

  private Instant retryAt(Batch batch) {
    return clock.instant().plus(Backoff.after(batch.fence()));
  }

  private record Work(Batch batch, HeldLease lease) {}

  /** What a run did. */
  private static final class Tally {
    private final JobSteps steps = new JobSteps();
    private final Set<Long> failed = new HashSet<>();
    private int batches;
    private int files;
    private int takenOver;

    @Override
    public String toString() {
      String done = batches + " batches published in " + files + " files";
      return takenOver == 0 ? done : done + ", " + takenOver + " batches taken over by others";
    }
  }
}
