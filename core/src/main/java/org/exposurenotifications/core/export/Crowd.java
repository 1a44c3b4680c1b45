// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.exposurenotifications.core.export.Appearance.Pattern;
import org.exposurenotifications.ports.export.KeyGroup;
import org.exposurenotifications.ports.exposure.Diagnosis;
import org.exposurenotifications.ports.exposure.ReportType;

/**
 * What the keys of a cell look like, and what else they could look like. Not thread-safe.
 *
 * <p>The keys of one upload share a report type and a day of onset: a pattern. A watcher who counts
 * patterns counts uploads, so there are patterns here that no upload had.
 */
final class Crowd {
  /** Days from onset to upload that an imitation may have, at most. */
  private static final int LATEST_UPLOAD = 14;

  /**
   * An appearance, and keys whose windows, regions and travelers suit it.
   *
   * @param reported how many reported keys look like this
   */
  record Member(Appearance appearance, List<KeyGroup> like, long reported) {}

  private final Map<Pattern, List<Member>> patterns = new LinkedHashMap<>();
  private final int farthest;

  Crowd(Collection<KeyGroup> keys) {
    Map<Appearance, List<KeyGroup>> byAppearance = new LinkedHashMap<>();
    keys.forEach(group ->
        byAppearance.computeIfAbsent(Appearance.of(group), _ -> new ArrayList<>()).add(group));
    byAppearance.forEach((appearance, groups) ->
        add(new Member(appearance, groups, groups.stream().mapToLong(KeyGroup::count).sum())));
    farthest =
        members()
            .flatMapToInt(member -> member.appearance.diagnosis().daysSinceOnset().stream())
            .map(Math::abs)
            .max()
            .orElse(0);
  }

  Stream<Member> members() {
    return patterns.values().stream().flatMap(List::stream);
  }

  /**
   * How many keys there are if none stands alone.
   *
   * @param crowd fewest keys of one appearance
   */
  long size(int crowd) {
    return members().mapToLong(member -> Math.max(crowd, member.reported)).sum();
  }

  List<List<Member>> patterns() {
    return List.copyOf(patterns.values());
  }

  /** How many patterns of the report type there are. */
  long patternsOf(Optional<ReportType> reportType) {
    return patterns.keySet().stream()
        .filter(pattern -> pattern.reportType().equals(reportType))
        .count();
  }

  /** The patterns of the report type that has the fewest. */
  List<List<Member>> fewestPatterns() {
    return patterns.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                entry -> entry.getKey().reportType(),
                LinkedHashMap::new,
                Collectors.mapping(Map.Entry::getValue, Collectors.toList())))
        .values()
        .stream()
        .min(Comparator.comparingInt(List::size))
        .orElseThrow();
  }

  void add(Collection<Member> imitation) {
    imitation.forEach(this::add);
  }

  private void add(Member member) {
    patterns.computeIfAbsent(member.appearance.pattern(), _ -> new ArrayList<>()).add(member);
  }

  /**
   * The keys of an upload that did not happen: of the model's days, but with another onset.
   *
   * @param model a pattern
   * @return empty if there is already such a pattern, or the model's onset is not known
   */
  Optional<List<Member>> imitate(List<Member> model, RandomGenerator random) {
    Pattern pattern = model.getFirst().appearance.pattern();
    if (pattern.onsetDay().isEmpty()) {
      return Optional.empty();
    }
    int onsetDay = uploadDay(model) - random.nextInt(LATEST_UPLOAD + 1);
    List<Member> imitation =
        model.stream()
            .map(member -> shifted(member, onsetDay, model))
            .filter(member -> daysSinceOnset(member) <= farthest)
            .filter(member -> daysSinceOnset(member) >= -farthest)
            .toList();
    return imitation.isEmpty()
            || patterns.containsKey(new Pattern(pattern.reportType(), OptionalInt.of(onsetDay)))
        ? Optional.empty()
        : Optional.of(imitation);
  }

  private static int uploadDay(List<Member> model) {
    long seconds = model.getFirst().like.getFirst().createdAt().getEpochSecond();
    return (int) Math.floorDiv(seconds, 86_400L);
  }

  private static Member shifted(Member member, int onsetDay, List<Member> model) {
    Appearance was = member.appearance;
    int daysSinceOnset = was.day() - onsetDay;
    Diagnosis diagnosis =
        new Diagnosis(
            was.diagnosis().reportType(),
            risk(daysSinceOnset, model),
            OptionalInt.of(daysSinceOnset));
    return new Member(
        new Appearance(was.rollingStart(), was.rollingPeriod(), diagnosis), member.like, 0);
  }

  /**
   * Some apps derive the risk from the days since onset: as the model did, where it has the day.
   */
  private static int risk(int daysSinceOnset, List<Member> model) {
    return model.stream()
        .min(Comparator.comparingInt(other -> Math.abs(daysSinceOnset(other) - daysSinceOnset)))
        .orElseThrow()
        .appearance
        .diagnosis()
        .transmissionRisk();
  }

  private static int daysSinceOnset(Member member) {
    return member.appearance.diagnosis().daysSinceOnset().orElseThrow();
  }
}
