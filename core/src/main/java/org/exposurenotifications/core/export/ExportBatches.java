// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.core.job.JobSteps;
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

  private final BatchStore batches;
  private final SealBatch sealBatch;
  private final WriteBatch writeBatch;
  private final WriteIndexes writeIndexes;
  private final ExportSettings settings;
  private final InstantSource clock;

  @Inject
  ExportBatches(
      BatchStore batches,
      SealBatch sealBatch,
      WriteBatch writeBatch,
      WriteIndexes writeIndexes,
      ExportSettings settings,
      InstantSource clock) {
    this.batches = batches;
    this.sealBatch = sealBatch;
    this.writeBatch = writeBatch;
    this.writeIndexes = writeIndexes;
    this.settings = settings;
    this.clock = clock;
  }

  public JobReport run() {
    Instant deadline = clock.instant().plus(settings.workerTimeout());
    Tally tally = new Tally();
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
    return tally.steps.report(tally + ", " + indexes.summary());
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
    String step =
        "batch %s to %s of %s/%s"
            .formatted(
                batch.window().start(), batch.window().end(), batch.bucket(), batch.filenameRoot());
    try {
      int files = publish(work).size();
      tally.batches++;
      tally.files += files;
    } catch (LeaseLost _) {
      tally.takenOver++;
    } catch (RuntimeException e) {
      tally.steps.failed(step, e);
      tally.steps.attempt(step, () -> batches.fail(batch, retryAt(batch)));
    }
  }

  private List<String> publish(Work work) {
    Batch sealed = sealBatch.seal(work.batch());
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
