// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.Planning;
import org.exposurenotifications.ports.export.Window;

/**
 * An export, as far as it is planned.
 *
 * @param latestEnd end of its latest batch; empty if it has none
 * @param due windows that are planned next, ascending
 */
record PlannedExport(ExportConfig config, Optional<Instant> latestEnd, List<Window> due) {
  PlannedExport {
    due = List.copyOf(due);
  }

  /**
   * Finds what is due. An export without batches begins with the earliest stored key that it may
   * hold, so that no accepted key misses it; if there is none, with its latest whole window, so
   * that phones find an index. No batch begins before the window that {@code from} lies in.
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
    Optional<Instant> first =
        planning
            .earliestKey()
            .map(key -> latest(key, config.from(), effective.minus(settings.retention())))
            .map(instant -> config.windowOf(instant).start());
    Optional<Instant> after = latestEnd.or(() -> first);
    List<Window> due =
        after.isPresent() ? due(config, after, effective, complete, settings) : List.of();
    if (due.isEmpty() && latestEnd.isEmpty() && config.isActiveAt(effective)) {
      due = due(config, Optional.empty(), effective, complete, settings);
    }
    return new PlannedExport(config, latestEnd, due);
  }

  private static List<Window> due(
      ExportConfig config,
      Optional<Instant> after,
      Instant effective,
      Instant complete,
      ExportSettings settings) {
    Duration truncateWindow = settings.truncateWindow();
    return BatchRanges.due(config.period(), after, effective, truncateWindow).stream()
        .filter(window -> isOf(config, window) && !window.end().isAfter(complete))
        .toList();
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
    return latestEnd.filter(end -> !window.end().isAfter(end)).isPresent();
  }

  /** What is due and ends by the given instant. */
  List<Window> due(Instant end) {
    return due.stream().filter(window -> !window.end().isAfter(end)).toList();
  }

  private static Instant latest(Instant first, Instant second, Instant third) {
    Instant later = first.isAfter(second) ? first : second;
    return later.isAfter(third) ? later : third;
  }
}
