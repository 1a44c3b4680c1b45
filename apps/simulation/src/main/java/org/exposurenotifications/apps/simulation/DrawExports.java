// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.KeyFilter;
import org.exposurenotifications.ports.exposure.Region;

/** Makes up exports, and how people change them later. */
final class DrawExports {
  static final String BUCKET = "exports";

  private static final List<String> REGIONS = List.of("US", "CA", "MX");
  private static final List<Integer> PERIODS = List.of(1, 1, 2, 4, 6, 12, 24);
  private static final int MINUTES_OF_A_DAY = 1440;

  private final Dice dice;
  private final Instant start;
  private final int days;
  private final Predicate<String> present;

  /**
   * @param present whether something of this name is part of the world
   */
  DrawExports(Dice dice, Instant start, int days, Predicate<String> present) {
    this.dice = dice;
    this.start = start;
    this.days = days;
    this.present = present;
  }

  /** Those that are there from the beginning. */
  List<ExportConfig> exports() {
    return IntStream.rangeClosed(1, dice.of("exports").between(1, 4))
        .mapToObj(i -> "export-" + i)
        .filter(present)
        .map(this::export)
        .toList();
  }

  /** What is registered or changed later, in order. */
  List<Plan.Registration> registrations(List<ExportConfig> exports) {
    List<Plan.Registration> all = new ArrayList<>();
    exports.forEach(export -> change(export).ifPresent(all::add));
    if (dice.of("late").oneIn(4)) {
      all.add(late("late-export"));
    }
    return all.stream()
        .filter(registration -> present.test(registration.name()))
        .sorted(Comparator.comparing(Plan.Registration::at))
        .toList();
  }

  private ExportConfig export(String name) {
    Dice its = dice.of(name);
    boolean late = its.of("late").oneIn(5);
    boolean ends = its.of("ends").oneIn(6);
    return export(
        name,
        late ? after(its.of("from")) : start.minus(Duration.ofDays(1)),
        ends ? Optional.of(after(its.of("thru")).plus(Duration.ofDays(1))) : Optional.empty());
  }

  private ExportConfig export(String name, Instant from, Optional<Instant> thru) {
    Dice its = dice.of(name);
    int travelers = its.of("travelers").below(4);
    boolean some = its.of("excluded").oneIn(4);
    KeyFilter filter =
        new KeyFilter(
            regions(its.of("input"), its.of("none").oneIn(12) ? 0 : 1, 2),
            some ? new TreeSet<>(List.of(region(its.of("exclude")))) : new TreeSet<>(),
            travelers == 0,
            travelers == 1);
    return new ExportConfig(
        name,
        BUCKET,
        name,
        Duration.ofHours(its.of("period").pick(PERIODS)),
        "US",
        filter,
        its.of("min").oneIn(6) ? crowd(its) : OptionalInt.empty(),
        its.of("max").oneIn(3)
            ? OptionalInt.of(its.of("records").between(1, 40))
            : OptionalInt.empty(),
        from,
        thru,
        its.of("signers").oneIn(2) ? List.of("one") : List.of("one", "two"));
  }

  private static OptionalInt crowd(Dice its) {
    return OptionalInt.of(its.of("crowd").between(0, 60));
  }

  /** Its keys reach back by up to half a day: none of them expires before the export sees it. */
  private Plan.Registration late(String name) {
    Dice its = dice.of(name);
    Instant at = later(its.of("at"));
    Instant from = at.minus(Duration.ofMinutes(its.of("back").between(-300, MINUTES_OF_A_DAY / 2)));
    return new Plan.Registration(name, at, export(name, from, Optional.empty()));
  }

  /** Either another crowd is asked for, or no more batches are wanted, perhaps since a while. */
  private Optional<Plan.Registration> change(ExportConfig export) {
    Dice its = dice.of(export.name()).of("change");
    if (!its.oneIn(5)) {
      return Optional.empty();
    }
    Instant at = later(its.of("at"));
    boolean ends = export.thru().isEmpty() && its.of("ends").oneIn(2);
    ExportConfig changed =
        new ExportConfig(
            export.name(),
            export.bucket(),
            export.filenameRoot(),
            export.period(),
            export.outputRegion(),
            export.filter(),
            ends ? export.minRecords() : crowd(its),
            export.maxRecords(),
            export.from(),
            ends
                ? Optional.of(at.minus(Duration.ofMinutes(its.of("thru").between(-300, 300))))
                : export.thru(),
            export.signatureInfos());
    return Optional.of(new Plan.Registration(export.name() + " change", at, changed));
  }

  private Instant after(Dice its) {
    return start.plusSeconds(its.between(1_800, days * 86_400 - 1_800));
  }

  /** Early enough that workers still get to it. */
  private Instant later(Dice its) {
    return start.plus(Duration.ofMinutes(its.between(60, days * MINUTES_OF_A_DAY - 300)));
  }

  static NavigableSet<Region> regions(Dice its, int least, int most) {
    NavigableSet<Region> regions = new TreeSet<>();
    for (int i = 0; i < its.of("count").between(least, most); i++) {
      regions.add(region(its.of(i)));
    }
    return regions;
  }

  private static Region region(Dice its) {
    return new Region(its.pick(REGIONS));
  }
}
