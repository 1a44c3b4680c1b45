// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.ExportFileStore.Place;
import org.exposurenotifications.ports.export.FileLayout;
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

  private long fence;
  private boolean held;
  private boolean done;
  private int failures;

  /** Of the lease while held, then of the wait for a retry. */
  private Instant busyUntil = Instant.MIN;

  private Optional<Seal> seal = Optional.empty();

  PlannedBatch(long id, ExportConfig config, Window window, int maxRecords) {
    this.id = id;
    this.config = config;
    this.window = window;
    this.maxRecords = config.maxRecords().orElse(maxRecords);
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

  Instant end() {
    return window.end();
  }

  Place place() {
    return new Place(config.bucket(), config.filenameRoot());
  }

  boolean isFree(Instant now) {
    return !done && !busyUntil.isAfter(now);
  }

  boolean isHeldUnder(long fence) {
    return held && this.fence == fence;
  }

  boolean isSealed() {
    return seal.isPresent();
  }

  /** Whether a key of this sequence number came after the batch was sealed. */
  boolean isSealedBefore(long sequence) {
    return seal.filter(sealed -> sealed.sequence < sequence).isPresent();
  }

  /** Whoever is at work keeps every overlapping batch waiting, however often it failed. */
  boolean waitsFor(PlannedBatch other, Instant now) {
    boolean isAtWork = other.held && other.busyUntil.isAfter(now);
    boolean isAhead = ORDER.compare(other, this) < 0 && other.failures < BatchStore.PATIENCE;
    return other != this
        && !other.done
        && (isAtWork || isAhead)
        && config.filter().overlaps(other.config.filter());
  }

  Batch lease(Instant until) {
    fence++;
    held = true;
    busyUntil = until;
    return toBatch();
  }

  void renew(Instant until) {
    busyUntil = until;
  }

  int fail(Instant retryAt) {
    held = false;
    busyUntil = retryAt;
    return ++failures;
  }

  void seal(FileLayout layout, long sequence) {
    seal = Optional.of(new Seal(layout, sequence));
  }

  void complete() {
    held = false;
    done = true;
  }

  Batch toBatch() {
    return new Batch(
        id,
        fence,
        config.bucket(),
        config.filenameRoot(),
        window,
        config.outputRegion(),
        config.filter(),
        maxRecords,
        config.signatureInfos(),
        seal.map(Seal::layout));
  }

  private record Seal(FileLayout layout, long sequence) {}
}
