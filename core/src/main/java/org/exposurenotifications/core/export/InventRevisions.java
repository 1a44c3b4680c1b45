// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.exposurenotifications.core.export.Appearance.Pattern;
import org.exposurenotifications.core.export.Cells.Place;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.RevisedKey;
import org.exposurenotifications.ports.export.Window;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Revision;

/**
 * Revises padding along with reported keys. A new key would give itself away, since it was never
 * reported; one of the keys that once hid the revised ones does not.
 */
final class InventRevisions {
  private static final int FEWEST_PATTERNS = 4;
  private static final int MOST_PATTERNS = 8;

  private final BatchKeys batchKeys;
  private final RandomGenerator random;

  /**
   * @param random a cryptographic source, thread-safe
   */
  InventRevisions(BatchKeys batchKeys, RandomGenerator random) {
    this.batchKeys = batchKeys;
    this.random = random;
  }

  /**
   * For the revisions that become visible in the span.
   *
   * @param invented padding that becomes visible with them
   */
  List<Revision> hiding(Cells cells, Window span, List<Exposure> invented) {
    Map<List<Place>, List<RevisedKey>> byPlaces = new LinkedHashMap<>();
    for (RevisedKey revised : inOrder(batchKeys.revised(span))) {
      List<Place> places =
          cells.places(
              revised.revision().revisedAt(),
              revised.exposure().regions(),
              revised.exposure().traveler());
      if (Cells.isDue(places) && Cells.minRecords(places) > 0) {
        byPlaces.computeIfAbsent(places, _ -> new ArrayList<>()).add(revised);
      }
    }
    UnrevisedPadding unrevised = new UnrevisedPadding(batchKeys, cells, invented, random);
    return byPlaces.values().stream()
        .map(revised -> hiding(revised, unrevised))
        .flatMap(Collection::stream)
        .toList();
  }

  /** Window by window, so that the padding of each is read once. */
  private static List<RevisedKey> inOrder(List<RevisedKey> revised) {
    return revised.stream()
        .sorted(Comparator.comparing(key -> key.exposure().createdAt()))
        .toList();
  }

  private List<Revision> hiding(List<RevisedKey> revised, UnrevisedPadding unrevised) {
    List<Revision> invented = new ArrayList<>();
    Map<UnrevisedPadding.Look, List<RevisedKey>> alike = new LinkedHashMap<>();
    for (RevisedKey key : revised) {
      alike.computeIfAbsent(unrevised.lookOf(key), _ -> new ArrayList<>()).add(key);
    }
    alike.forEach((look, keys) ->
        invented.addAll(unrevised.take(look, InventKeys.CROWD - keys.size(), keys.getFirst())));
    Set<Pattern> patterns =
        alike.keySet().stream()
            .map(look -> look.appearance().pattern())
            .collect(Collectors.toCollection(HashSet::new));
    int wanted = random.nextInt(FEWEST_PATTERNS, MOST_PATTERNS + 1);
    for (int i = patterns.size(); i < wanted; i++) {
      RevisedKey model = revised.get(random.nextInt(revised.size()));
      invented.addAll(unrevised.takePattern(model, InventKeys.CROWD, patterns));
    }
    return invented;
  }
}
