// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.retention;

import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.exposurenotifications.core.export.GiveUpBatches;
import org.exposurenotifications.core.export.OverdueWork;
import org.exposurenotifications.core.export.WriteIndexes;
import org.exposurenotifications.core.job.CheckClock;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.core.job.JobSteps;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.export.ExportFileStore;
import org.exposurenotifications.ports.export.ExportFileStore.ExportFile;

/**
 * Removes published files that were kept for long enough, of exports that have ended too, and
 * forgets their batches (export-and-operations.md 7.3, 7.4). A file goes only after its index does
 * not name it any more.
 */
public final class RemoveExpiredFiles {
  private static final int STEP = 500;

  private final WriteIndexes writeIndexes;
  private final GiveUpBatches giveUpBatches;
  private final ExportFileStore files;
  private final BlobStore blobs;
  private final RetentionSettings settings;
  private final InstantSource clock;
  private final CheckClock checkClock;
  private final OverdueWork overdueWork;

  @Inject
  public RemoveExpiredFiles(
      WriteIndexes writeIndexes,
      GiveUpBatches giveUpBatches,
      ExportFileStore files,
      BlobStore blobs,
      RetentionSettings settings,
      InstantSource clock,
      CheckClock checkClock,
      OverdueWork overdueWork) {
    this.writeIndexes = writeIndexes;
    this.giveUpBatches = giveUpBatches;
    this.files = files;
    this.blobs = blobs;
    this.settings = settings;
    this.clock = clock;
    this.checkClock = checkClock;
    this.overdueWork = overdueWork;
  }

  public JobReport run() {
    Instant now = clock.instant();
    Instant cutoff = now.minus(settings.ttl());
    AtomicInteger removed = new AtomicInteger();
    AtomicInteger batches = new AtomicInteger();
    JobSteps steps = new JobSteps();
    String unfinished = "";
    if (steps.attempt("clock", checkClock::refuseSkew)
        && steps.attempt("retention", () -> ShortTtl.refuse(settings))) {
      steps.add(writeIndexes.run());
      steps.attempt(
          "files", () -> removed.set(removeFiles(cutoff, now.plus(settings.timeout()), steps)));
      steps.attempt(
          "batches",
          () -> {
            giveUpBatches.endedBy(cutoff, steps);
            batches.set(files.deleteBatches(cutoff));
          });
      unfinished = overdueWork.report(steps);
    }
    return steps.report(removed + " files and " + batches + " batches removed" + unfinished);
  }

  private int removeFiles(Instant cutoff, Instant deadline, JobSteps steps) {
    int removed = 0;
    Set<ExportFile> failed = new HashSet<>();
    List<ExportFile> step;
    do {
      step =
          files.deletable(cutoff, STEP + failed.size()).stream()
              .filter(file -> !failed.contains(file))
              .toList();
      for (ExportFile file : step) {
        if (steps.attempt("file " + file.bucket() + "/" + file.objectName(), () -> remove(file))) {
          removed++;
        } else {
          failed.add(file);
        }
      }
    } while (!step.isEmpty() && clock.instant().isBefore(deadline));
    return removed;
  }

  private void remove(ExportFile file) {
    blobs.delete(new BlobName(file.bucket(), file.objectName()));
    files.deleted(file);
  }
}
