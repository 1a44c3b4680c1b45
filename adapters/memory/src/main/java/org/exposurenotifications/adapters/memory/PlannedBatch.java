// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.exposurenotifications.ports.config.BatchPlan;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.ExportFileStore.Place;
import org.exposurenotifications.ports.export.FileLayout;
import org.exposurenotifications.ports.export.UnfinishedBatch;
import org.exposurenotifications.ports.export.Window;

/** A row of the batches. */
final class PlannedBatch {
  private static final Comparator<PlannedBatch> BY_LENGTH =
      Comparator.comparing(batch -> Duration.between(batch.window.start(), batch.window.end()));

  /** Earliest end first, then the shorter, then the one planned first. */
  static final Comparator<PlannedBatch> ORDER =
      Comparator.comparing(PlannedBatch::end)
          .thenComparing(BY_LENGTH)
          .thenComparingLong(PlannedBatch::id);

  private final long id;
  private final ExportConfig config;
  private final Window window;
  private final int maxRecords;
  private final long planNumber;

  private long fence;
  private boolean held;
  private boolean done;
  private boolean deadLettered;
  private int failures;
  private int lapses;
  private String lastFailure = "";

  /** Of the lease while held, then of the wait for a retry. */
  private Instant busyUntil = Instant.MIN;

  private Optional<FileLayout> layout = Optional.empty();

  /**
   * @param planNumber that the batch comes from
   */
  PlannedBatch(long id, BatchPlan plan, long planNumber) {
    this.planNumber = planNumber;
    this.id = id;
    this.config = plan.export();
    this.window = plan.window();
    this.maxRecords = config.maxRecords().orElse(plan.maxRecords());
  }

  long id() {
    return id;
  }

  String export() {
    return config.name();
  }

  Window window() {
    return window;
  }

  /** Padding of later plans is none of its keys. */
  boolean holds(StoredKey key) {
    return key.plan() <= planNumber;
  }

  Instant end() {
    return window.end();
  }

  Place place() {
    return new Place(config.bucket(), config.filenameRoot());
  }

  boolean isFree(Instant now) {
    return !done && !deadLettered && !busyUntil.isAfter(now);
  }

  boolean isHeldUnder(long fence) {
    return held && this.fence == fence;
  }

  Batch lease(Instant until) {
    fence++;
    if (held) {
      lapses++;
    }
    held = true;
    busyUntil = until;
    return toBatch();
  }

  void renew(Instant until) {
    busyUntil = until;
  }

  int fail(Instant retryAt, String reason) {
    held = false;
    busyUntil = retryAt;
    lastFailure = reason;
    return ++failures;
  }

  void deadLetter(String reason) {
    fail(Instant.MIN, reason);
    deadLettered = true;
  }

  boolean revive() {
    boolean revived = deadLettered;
    if (revived) {
      deadLettered = false;
      failures = 0;
      lapses = 0;
    }
    return revived;
  }

  void seal(FileLayout first) {
    layout = layout.or(() -> Optional.of(first));
  }

  void complete() {
    held = false;
    done = true;
  }

  boolean isDone() {
    return done;
  }

  UnfinishedBatch toUnfinished() {
    Optional<Instant> busy = Optional.of(busyUntil).filter(Instant.MIN::isBefore);
    return new UnfinishedBatch(
        id,
        config.name(),
        config.bucket(),
        config.filenameRoot(),
        window,
        failures,
        lapses,
        lastFailure,
        deadLettered,
        busy.filter(_ -> held),
        busy.filter(_ -> !held));
  }

  Batch toBatch() {
    return new Batch(
        id,
        fence,
        failures,
        lapses,
        config.bucket(),
        config.filenameRoot(),
        window,
        config.outputRegion(),
        config.filter(),
        maxRecords,
        config.signatureInfos(),
        layout);
  }
}
