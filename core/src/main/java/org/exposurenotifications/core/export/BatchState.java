// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.exposurenotifications.core.job.Durations;
import org.exposurenotifications.ports.export.UnfinishedBatch;
import org.exposurenotifications.ports.export.Window;

/**
 * Describes batches that are not done.
 *
 * @param minWindowAge how long ago a window has to have ended before it is published
 */
record BatchState(Duration minWindowAge, Instant now) {
  /** Beyond the batch's own period. */
  private static final Duration GRACE = Duration.ofHours(1);

  static String name(Window window, String bucket, String filenameRoot) {
    return "batch %s to %s of %s/%s".formatted(window.start(), window.end(), bucket, filenameRoot);
  }

  /** A sentence if the batch failed or is late; one that is being worked on in time is well. */
  Optional<String> problem(UnfinishedBatch batch) {
    return state(batch)
        .map(state ->
            name(batch.window(), batch.bucket(), batch.filenameRoot())
                + ": "
                + state
                + (isLate(batch.window()) ? "; " + lateness(batch.window()) : ""));
  }

  private Optional<String> state(UnfinishedBatch batch) {
    if (batch.deadLettered()) {
      return Optional.of(
          ("dead-lettered after %s failures, the last: %s; remove the cause, then run:"
                  + " keyserver batches revive %s")
              .formatted(batch.failures(), batch.lastFailure(), batch.id()));
    }
    if (batch.failures() > 0) {
      return Optional.of(
          "failed %s times, the last: %s; %s"
              .formatted(
                  batch.failures(),
                  batch.lastFailure(),
                  batch.retryAt().map(at -> "next attempt at " + at).orElse("being retried")));
    }
    return isLate(batch.window()) ? Optional.of("not published") : Optional.empty();
  }

  /** Whether it should have been published a period ago, and an hour. */
  boolean isLate(Window window) {
    return late(window).compareTo(Duration.between(window.start(), window.end()).plus(GRACE)) > 0;
  }

  String lateness(Window window) {
    return Durations.text(late(window)) + " late";
  }

  private Duration late(Window window) {
    return Duration.between(window.end().plus(minWindowAge), now);
  }
}
