// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.core.job.JobSteps;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.export.ExportFileStore;
import org.exposurenotifications.ports.export.ExportFileStore.Index;
import org.exposurenotifications.ports.export.ExportFileStore.Place;
import org.exposurenotifications.ports.lease.LeaseStore;
import org.exposurenotifications.ports.lease.LeaseStore.Lease;

/**
 * Brings the indexes up to date (export-and-operations.md 7.2): withdraws files that are too old,
 * of exports that have ended too, and writes each index that does not tell the truth any more.
 */
public final class WriteIndexes {
  private static final BlobAttributes INDEX = new BlobAttributes("text/plain", false);
  private static final Duration LEASE = Duration.ofSeconds(60);

  private final ExportFileStore files;
  private final LeaseStore leases;
  private final BlobStore blobs;
  private final ExportSettings settings;
  private final InstantSource clock;

  @Inject
  public WriteIndexes(
      ExportFileStore files,
      LeaseStore leases,
      BlobStore blobs,
      ExportSettings settings,
      InstantSource clock) {
    this.files = files;
    this.leases = leases;
    this.blobs = blobs;
    this.settings = settings;
    this.clock = clock;
  }

  public JobReport run() {
    JobSteps steps = new JobSteps();
    List<Place> stale = new ArrayList<>();
    steps.attempt(
        "withdrawing files", () -> files.withdraw(clock.instant().minus(settings.retention())));
    steps.attempt("looking for stale indexes", () -> stale.addAll(files.staleIndexes()));
    int written = 0;
    for (Place place : stale) {
      String name = place.bucket() + "/" + place.filenameRoot();
      if (steps.attempt("index of " + name, () -> write(place, "index:" + name))) {
        written++;
      }
    }
    return steps.report(written + " indexes brought up to date");
  }

  /**
   * Leaves it to whoever is at it; if in vain, it stays stale and the next run writes it. The lease
   * only saves double work: whoever finds that the files changed before the index arrived, be it by
   * a worker who wrote a later one meanwhile, writes it again.
   */
  private void write(Place place, String leaseName) {
    Optional<Lease> lease = leases.acquire(leaseName, clock.instant(), LEASE);
    if (lease.isEmpty()) {
      return;
    }
    try {
      Index written;
      Index current = files.index(place);
      do {
        written = current;
        put(written);
        current = files.index(place);
      } while (current.generation() != written.generation());
      files.indexWritten(written);
    } finally {
      leases.release(lease.get());
    }
  }

  private void put(Index index) {
    Place place = index.place();
    byte[] lines = String.join("\n", index.objectNames()).getBytes(StandardCharsets.UTF_8);
    blobs.put(
        new BlobName(place.bucket(), place.filenameRoot() + "/index.txt"),
        INDEX,
        out -> out.write(lines));
  }
}
