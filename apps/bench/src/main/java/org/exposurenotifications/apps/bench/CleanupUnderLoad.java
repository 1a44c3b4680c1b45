// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;

/** What publishing feels of a cleanup, and how much space a cleanup gives back to it. */
final class CleanupUnderLoad {
  private static final int SECONDS = 8;
  private static final int WARM_UP = 20;
  private static final int CONNECTIONS = 32;
  private static final int KEYS_PER_UPLOAD = 14;
  private static final int MOST_PER_SECOND = 9000;

  private final Bed bed;
  private final KeyServerProcess cleanup;

  CleanupUnderLoad(Bed bed, KeyServerProcess cleanup) {
    this.bed = bed;
    this.cleanup = cleanup;
  }

  /**
   * @param keys that expire at once
   * @param expired when they were accepted
   */
  Report addTo(Report report, int keys, Instant expired, Instant now) throws Exception {
    Path uploads = bed.directory.resolve("uploads");
    new PreparedUploads(bed.authority, KEYS_PER_UPLOAD, now)
        .write(uploads, MOST_PER_SECOND * (WARM_UP + 2 * SECONDS), 1);
    FilledKeys.add(bed.database, keys, expired);
    try (var publish = bed.serve(Map.of(), "publish")) {
      Duration _ = publish.awaitReady();
      try (var client = new LoadProcess(List.of(publish.address()), uploads, KEYS_PER_UPLOAD)) {
        Load _ = client.run(WARM_UP, CONNECTIONS);
        Load alone = client.run(SECONDS, CONNECTIONS);
        var job = new FutureTask<>(() -> cleanup.job("cleanup-exposure"));
        Thread.ofPlatform().start(job);
        Load during = client.run(SECONDS, CONNECTIONS);
        Duration taken = job.get();
        FilledKeys.settle(bed.database);
        long before = bytes();
        FilledKeys.add(bed.database, keys, now);
        return report
            .note("loadAlonePerSecond", alone.acceptedPerSecond())
            .note("loadDuringPerSecond", during.acceptedPerSecond())
            .note("loadAloneP99Millis", alone.p99Millis())
            .note("loadDuringP99Millis", during.p99Millis())
            .note("underLoadSeconds", taken.toMillis() / 1000.0)
            .note("bytesBefore", before)
            .note("bytesWithAsManyNewKeys", bytes());
      }
    }
  }

  private long bytes() throws Exception {
    return bed.database.number("SELECT pg_total_relation_size('exposure')");
  }
}
