// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import org.exposurenotifications.ports.export.KeyGroup;
import org.exposurenotifications.ports.export.Window;
import org.exposurenotifications.ports.exposure.Region;

/**
 * Sorts keys by the files that hold them.
 *
 * @param exports all there are
 * @param end batches that end later are not planned yet, due or not
 * @param minRecords of exports without a number of their own
 */
record Cells(List<PlannedExport> exports, Instant end, int minRecords) {
  Cells {
    exports = List.copyOf(exports);
  }

  /** The batch of an export: its files hold a key together, or none does. */
  record Place(String export, Window window, boolean isPlanned, boolean isDue, int minRecords) {}

  /** The cells that become visible with what is planned now: none was visible before. */
  List<Cell> due(Collection<KeyGroup> keys) {
    Map<List<Place>, List<KeyGroup>> cells = new LinkedHashMap<>();
    for (KeyGroup group : keys) {
      List<Place> places = places(group.createdAt(), group.regions(), group.traveler());
      if (isDue(places)) {
        cells.computeIfAbsent(places, _ -> new ArrayList<>()).add(group);
      }
    }
    return cells.entrySet().stream()
        .map(cell -> new Cell(cell.getValue(), minRecords(cell.getKey())))
        .toList();
  }

  /** Where keys or revisions of this publish window appear. */
  List<Place> places(Instant window, NavigableSet<Region> regions, boolean traveler) {
    return exports.stream()
        .filter(export -> export.config().filter().accepts(regions, traveler))
        .flatMap(export -> export.batchOf(window).map(batch -> place(export, batch)).stream())
        .toList();
  }

  /**
   * The time within which publish windows have the same places.
   *
   * @param window one of them
   */
  static Window span(List<Place> places, Instant window) {
    Instant start =
        places.stream()
            .map(place -> place.window().start())
            .max(Comparator.naturalOrder())
            .orElse(window);
    Instant end =
        places.stream()
            .map(place -> place.window().end())
            .min(Comparator.naturalOrder())
            .orElse(window.plusSeconds(1));
    return new Window(start, end);
  }

  static boolean isDue(List<Place> places) {
    return places.stream().anyMatch(Place::isDue) && places.stream().noneMatch(Place::isPlanned);
  }

  /** An export asks for a crowd that the others of the cell get too. */
  static int minRecords(List<Place> places) {
    return places.stream().mapToInt(Place::minRecords).max().orElse(0);
  }

  private Place place(PlannedExport export, Window batch) {
    return new Place(
        export.config().name(),
        batch,
        export.isPlanned(batch),
        export.due(end).filter(batch::equals).isPresent(),
        export.config().minRecords().orElse(minRecords));
  }
}
