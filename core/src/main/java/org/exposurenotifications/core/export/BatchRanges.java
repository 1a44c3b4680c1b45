// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.exposurenotifications.ports.export.Window;

/** Computes which windows of an export are due (export-and-operations.md 4.3). */
final class BatchRanges {
  /** An end before it is no history. */
  private static final Instant BEGINNING = Instant.parse("2019-01-01T00:00:00Z");

  private BatchRanges() {}

  /**
   * Windows of one period each, aligned to it: the latest whole one if there is no history, else
   * all that end after the latest batch. Where the period was changed, the first may overlap that
   * batch, so that there is never a gap.
   *
   * @param latestEnd end of the latest batch; empty if there is none
   * @param effective now, less the age that windows have to have
   * @param truncateWindow length of publish windows: no batch ends within the one of {@code
   *     effective}
   * @return ascending; made one by one, since a backlog may be long
   */
  static Stream<Window> due(
      Duration period, Optional<Instant> latestEnd, Instant effective, Duration truncateWindow) {
    Instant publishEnd = floor(effective, truncateWindow);
    Instant first =
        latestEnd
            .filter(end -> !end.isBefore(BEGINNING))
            .map(end -> floor(end, period).plus(period))
            .orElseGet(() -> floor(publishEnd, period));
    return Stream.iterate(first, end -> !end.isAfter(publishEnd), end -> end.plus(period))
        .map(end -> new Window(end.minus(period), end));
  }

  /** The latest multiple of the length, counted from 1970, that is not after the instant. */
  static Instant floor(Instant instant, Duration length) {
    long seconds = length.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds);
  }
}
