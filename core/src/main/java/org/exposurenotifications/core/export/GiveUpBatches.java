// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.core.job.JobSteps;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.UnfinishedBatch;

/**
 * Ends batches that were never published, and whose keys have expired meanwhile. Files that an
 * attempt has left behind are deleted: no index will ever name them.
 */
public final class GiveUpBatches {
  private static final Duration LEASE = Duration.ofMinutes(10);

  private final BatchStore batches;
  private final BlobStore blobs;
  private final ExportSettings settings;
  private final InstantSource clock;

  @Inject
  public GiveUpBatches(
      BatchStore batches, BlobStore blobs, ExportSettings settings, InstantSource clock) {
    this.batches = batches;
    this.blobs = blobs;
    this.settings = settings;
    this.clock = clock;
  }

  /** Gives up those that ended by then, and notes each. The next run goes on if this one stops. */
  public void endedBy(Instant expired, JobSteps steps) {
    List<UnfinishedBatch> late =
        batches.unfinished().stream()
            .filter(batch -> !batch.window().end().isAfter(expired))
            .toList();
    late.stream()
        .filter(UnfinishedBatch::deadLettered)
        .forEach(batch -> batches.revive(batch.id()));
    Instant from = leaseFrom(late);
    // under a lease, so that no worker completes what is deleted here
    Optional<Batch> next = batches.lease(from, expired, LEASE);
    while (next.isPresent()) {
      giveUp(next.get(), steps);
      next = batches.lease(from, expired, LEASE);
    }
  }

  /** Workers try them again as soon as they may: no wait for a retry is waited for. */
  private Instant leaseFrom(List<UnfinishedBatch> late) {
    Instant now = clock.instant();
    boolean atWork =
        late.stream().anyMatch(batch -> batch.leasedUntil().filter(now::isBefore).isPresent());
    return atWork ? now : now.plus(Backoff.LONGEST);
  }

  private void giveUp(Batch batch, JobSteps steps) {
    String name = BatchState.name(batch.window(), batch.bucket(), batch.filenameRoot());
    steps.attempt(
        name,
        () -> {
          FileNames.of(batch, settings)
              .forEach(file -> blobs.delete(new BlobName(batch.bucket(), file)));
          if (batches.complete(batch, List.of())) {
            steps.problem(name + ": given up, since its keys have expired; it was not published");
          }
        });
  }
}
