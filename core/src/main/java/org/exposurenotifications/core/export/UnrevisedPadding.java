// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.exposurenotifications.core.export.Appearance.Pattern;
import org.exposurenotifications.core.export.Cells.Place;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.RevisedKey;
import org.exposurenotifications.ports.export.Window;
import org.exposurenotifications.ports.exposure.Diagnosis;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Region;
import org.exposurenotifications.ports.exposure.Revision;

/** Padding that was never revised, each key to be taken once. Not thread-safe. */
final class UnrevisedPadding {
  /** The files that first held a key, and what they showed of it. */
  record Look(List<Place> places, Appearance appearance) {}

  /** What is kept in memory: a cell's padding, and that of some cells before. */
  private static final int MOST_GROUPS = 8;

  private static final int MOST_OF_GROUP = 5000;

  /**
   * What padding is read at once.
   *
   * @param created within which no file tells publish windows apart
   */
  private record Group(Window created, NavigableSet<Region> regions, boolean traveler) {}

  private final BatchKeys batchKeys;
  private final Cells cells;
  private final RandomGenerator random;
  private final Map<Group, List<Exposure>> invented;
  private final Set<Bytes> taken = new HashSet<>();
  private final Map<Group, Map<Look, List<Exposure>>> latest = new LinkedHashMap<>();

  /**
   * @param invented padding that is stored together with the revisions
   */
  UnrevisedPadding(
      BatchKeys batchKeys, Cells cells, List<Exposure> invented, RandomGenerator random) {
    this.batchKeys = batchKeys;
    this.cells = cells;
    this.random = random;
    this.invented = invented.stream().collect(Collectors.groupingBy(this::groupOf));
  }

  Look lookOf(RevisedKey key) {
    return lookOf(key.exposure());
  }

  /**
   * Revises some that look alike as the model was revised.
   *
   * @param most fewer if there are not as many left
   */
  List<Revision> take(Look look, int most, RevisedKey model) {
    List<Exposure> left = like(model).getOrDefault(look, List.of());
    List<Revision> revisions = new ArrayList<>();
    while (revisions.size() < most && !left.isEmpty()) {
      Exposure padding = left.removeLast();
      if (taken.add(padding.key().keyData())) {
        revisions.add(revision(padding, model));
      }
    }
    return revisions;
  }

  /**
   * Revises what looks like another upload of the model's files and report type, if there is one.
   *
   * @param most keys of one appearance
   * @param shown patterns that are revised already; gets one more
   */
  List<Revision> takePattern(RevisedKey model, int most, Set<Pattern> shown) {
    Look like = lookOf(model);
    Map<Pattern, List<Look>> patterns = new LinkedHashMap<>();
    like(model)
        .forEach((look, left) -> {
          if (!left.isEmpty() && look.places().equals(like.places()) && hasType(look, model)) {
            patterns.computeIfAbsent(look.appearance().pattern(), _ -> new ArrayList<>()).add(look);
          }
        });
    patterns.keySet().removeAll(shown);
    List<Pattern> all = List.copyOf(patterns.keySet());
    if (all.isEmpty()) {
      return List.of();
    }
    Pattern pattern = all.get(random.nextInt(all.size()));
    shown.add(pattern);
    return patterns.getOrDefault(pattern, List.of()).stream()
        .flatMap(look -> take(look, most, model).stream())
        .toList();
  }

  private static boolean hasType(Look look, RevisedKey model) {
    return look.appearance()
        .diagnosis()
        .reportType()
        .equals(model.exposure().diagnosis().reportType());
  }

  private Map<Look, List<Exposure>> like(RevisedKey model) {
    Group group = groupOf(model.exposure());
    Map<Look, List<Exposure>> alike = latest.remove(group);
    if (alike == null) {
      alike = read(group);
    }
    latest.put(group, alike);
    if (latest.size() > MOST_GROUPS) {
      latest.remove(latest.keySet().iterator().next());
    }
    return alike;
  }

  private Map<Look, List<Exposure>> read(Group group) {
    List<Exposure> padding =
        new ArrayList<>(
            batchKeys.unrevisedPadding(
                group.created, group.regions, group.traveler, MOST_OF_GROUP));
    padding.addAll(invented.getOrDefault(group, List.of()));
    Collections.shuffle(padding, Random.from(random));
    Map<Look, List<Exposure>> alike = new LinkedHashMap<>();
    padding.forEach(
        exposure -> alike.computeIfAbsent(lookOf(exposure), _ -> new ArrayList<>()).add(exposure));
    return alike;
  }

  private Look lookOf(Exposure exposure) {
    return new Look(
        placesOf(exposure),
        new Appearance(
            exposure.key().rollingStart(), exposure.key().rollingPeriod(), exposure.diagnosis()));
  }

  private List<Place> placesOf(Exposure exposure) {
    return cells.places(exposure.createdAt(), exposure.regions(), exposure.traveler());
  }

  private Group groupOf(Exposure exposure) {
    return new Group(
        Cells.span(placesOf(exposure), exposure.createdAt()),
        exposure.regions(),
        exposure.traveler());
  }

  private static Revision revision(Exposure padding, RevisedKey model) {
    Diagnosis revised = model.revision().diagnosis();
    return new Revision(
        padding.key().keyData(),
        new Diagnosis(
            revised.reportType(), revised.transmissionRisk(), daysSinceOnset(padding, model)),
        Optional.empty(),
        later(model.revision().revisedAt(), padding.createdAt()));
  }

  private static Instant later(Instant first, Instant second) {
    return first.isAfter(second) ? first : second;
  }

  /** Moved as the model's were. */
  private static OptionalInt daysSinceOnset(Exposure padding, RevisedKey model) {
    OptionalInt own = padding.diagnosis().daysSinceOnset();
    OptionalInt was = model.exposure().diagnosis().daysSinceOnset();
    OptionalInt is = model.revision().diagnosis().daysSinceOnset();
    return own.isPresent() && was.isPresent() && is.isPresent()
        ? OptionalInt.of(own.getAsInt() + is.getAsInt() - was.getAsInt())
        : is;
  }
}
