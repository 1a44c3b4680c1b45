// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.Planning;
import org.exposurenotifications.ports.export.Window;

/**
 * An export, as far as it is planned.
 *
 * @param latestEnd end of its latest batch; empty if it has none
 * @param unpadded batches that are there without the padding of their keys
 * @param next the batch that is due first, if any is
 */
record PlannedExport(
    ExportConfig config, Optional<Instant> latestEnd, Set<Window> unpadded, Optional<Window> next) {
  PlannedExport {
    unpadded = Set.copyOf(unpadded);
  }

  /**
   * Finds what is due: batches without padding, and those after the latest one. An export without
   * batches begins with the earliest stored key, of whichever export, so that no accepted key
   * misses it, but no further back than files are kept; if there is none, with its latest whole
   * window, so that phones find an index. No batch begins before the window that {@code from} lies
   * in.
   *
   * @param effective now, less the age that windows have to have
   * @param complete windows that end later are not due: an upload may still write to them
   */
  static PlannedExport of(
      ExportConfig config,
      Planning planning,
      Instant effective,
      Instant complete,
      ExportSettings settings) {
    Optional<Instant> latestEnd = planning.latestEnd(config.name());
    Set<Window> unpadded = planning.unpadded(config.name());
    Optional<Window> next =
        latestEnd
            .or(() ->
                planning
                    .earliestKey()
                    .map(key -> latest(key, effective.minus(settings.retention())))
                    .map(instant -> config.windowOf(instant).start()))
            .map(instant -> latest(instant, config.windowOf(config.from()).start()))
            .flatMap(after -> next(config, Optional.of(after), effective, complete, settings));
    if (next.isEmpty() && latestEnd.isEmpty() && config.isActiveAt(effective)) {
      next = next(config, Optional.empty(), effective, complete, settings);
    }
    return new PlannedExport(
        config,
        latestEnd,
        unpadded,
        Stream.concat(unpadded.stream(), next.stream()).min(Comparator.comparing(Window::end)));
  }

  private static Optional<Window> next(
      ExportConfig config,
      Optional<Instant> after,
      Instant effective,
      Instant complete,
      ExportSettings settings) {
    return BatchRanges.due(config.period(), after, effective, settings.truncateWindow())
        .findFirst()
        .filter(window -> isOf(config, window) && !window.end().isAfter(complete));
  }

  /**
   * The batch that holds keys of this publish window, whether planned, due or still to come. What
   * is planned stays, though the export may have been ended as of an earlier time.
   */
  Optional<Window> batchOf(Instant createdAt) {
    return Optional.of(config.windowOf(createdAt))
        .filter(window -> isOf(config, window) || (isPlanned(window) && hasBegun(config, window)));
  }

  private static boolean isOf(ExportConfig config, Window window) {
    return hasBegun(config, window) && config.thru().filter(window.end()::isAfter).isEmpty();
  }

  private static boolean hasBegun(ExportConfig config, Window window) {
    return !window.start().isBefore(config.windowOf(config.from()).start());
  }

  /** Of a batch of this export: planning goes on without a gap. */
  boolean isPlanned(Window window) {
    return latestEnd.filter(end -> !window.end().isAfter(end)).isPresent()
        && !unpadded.contains(window);
  }

  /** What is due and ends at the given instant. */
  Optional<Window> due(Instant end) {
    return next.filter(window -> window.end().equals(end));
  }

  private static Instant latest(Instant first, Instant second) {
    return first.isAfter(second) ? first : second;
  }
}
