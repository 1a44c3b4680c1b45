// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exposurenotifications.ports.config.AuthorizedApp;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.KeyFilter;
import org.exposurenotifications.ports.exposure.Region;
import org.exposurenotifications.ports.exposure.ReportType;

/** Makes up a world from a seed: small, and full of what meets. */
final class DrawPlan {
  static final String BUCKET = "exports";

  private static final List<String> REGIONS = List.of("US", "CA", "MX");
  private static final List<Integer> PERIODS = List.of(1, 1, 2, 4, 6, 12, 24);
  private static final List<Integer> FAULTS = List.of(0, 400, 120, 40, 15);

  private final Dice dice;
  private final Instant start;
  private final int days;
  private final Set<String> without;

  private DrawPlan(long seed, int days, Set<String> without) {
    this.dice = new Dice(0).of(seed);
    this.start =
        Instant.parse("2026-03-01T00:00:00Z")
            .plus(Duration.ofMinutes(dice.of("start").below(24 * 60)));
    this.days = days;
    this.without = without;
  }

  /**
   * @param without names of what is left out
   */
  static Plan of(long seed, int days, Set<String> without) {
    return new DrawPlan(seed, days, without).plan();
  }

  private Plan plan() {
    List<AuthorizedApp> apps = named("app", dice.of("apps").between(1, 3)).map(this::app).toList();
    return new Plan(
        dice,
        start,
        start.plus(Duration.ofDays(days)),
        DrawSettings.of(dice, faultOneIn()),
        named("export", dice.of("exports").between(1, 4)).map(this::export).toList(),
        apps,
        named("phone", dice.of("phones").between(2, 3 * days))
            .map(name -> phone(name, apps))
            .toList(),
        named("worker", workers()).map(this::worker).toList(),
        IntStream.rangeClosed(1, 2).mapToObj(i -> skew(dice.of("replica").of(i))).toList(),
        faultOneIn(),
        without);
  }

  private Stream<String> named(String what, int count) {
    Predicate<String> present = name -> !without.contains(name);
    return IntStream.rangeClosed(1, count).mapToObj(i -> what + "-" + i).filter(present);
  }

  private int faultOneIn() {
    return dice.of("faults").pick(FAULTS);
  }

  private int workers() {
    return dice.of("workers").between(1, 3);
  }

  private AuthorizedApp app(String name) {
    Dice its = dice.of(name);
    return new AuthorizedApp(
        name,
        regions(its.of("regions"), 1, 2),
        Set.of(Authority.ISSUER),
        !its.of("uncertified").oneIn(3),
        its.of("tokenless").oneIn(5));
  }

  private ExportConfig export(String name) {
    Dice its = dice.of(name);
    int travelers = its.of("travelers").below(4);
    boolean some = its.of("excluded").oneIn(4);
    KeyFilter filter =
        new KeyFilter(
            regions(its.of("input"), its.of("none").oneIn(12) ? 0 : 1, 2),
            some ? new TreeSet<>(Set.of(region(its.of("exclude")))) : new TreeSet<>(),
            travelers == 0,
            travelers == 1);
    boolean late = its.of("late").oneIn(5);
    boolean ends = its.of("ends").oneIn(6);
    return new ExportConfig(
        name,
        BUCKET,
        name,
        Duration.ofHours(its.of("period").pick(PERIODS)),
        "US",
        filter,
        its.of("min").oneIn(6)
            ? OptionalInt.of(its.of("crowd").between(0, 60))
            : OptionalInt.empty(),
        its.of("max").oneIn(3)
            ? OptionalInt.of(its.of("records").between(1, 40))
            : OptionalInt.empty(),
        late ? after(its.of("from")) : start.minus(Duration.ofDays(1)),
        ends ? Optional.of(after(its.of("thru")).plus(Duration.ofDays(1))) : Optional.empty(),
        its.of("signers").oneIn(2) ? List.of("one") : List.of("one", "two"));
  }

  private Plan.Phone phone(String name, List<AuthorizedApp> apps) {
    Dice its = dice.of(name);
    AuthorizedApp app = apps.isEmpty() ? app("app-none") : its.of("app").pick(apps);
    Optional<ReportType> type =
        app.bypassHealthAuthorityVerification() && !its.of("certified").oneIn(4)
            ? Optional.empty()
            : Optional.of(its.of("type").pick(List.of(ReportType.values())));
    Optional<Plan.Change> change =
        its.of("changes").oneIn(2)
            ? Optional.of(
                new Plan.Change(
                    Duration.ofMinutes(its.of("after").between(1, 40 * 60)),
                    its.of("to").pick(List.of(ReportType.CONFIRMED, ReportType.NEGATIVE)),
                    its.of("adds").oneIn(3)))
            : Optional.empty();
    return new Plan.Phone(
        name,
        uploadAt(its.of("upload")),
        app,
        its.of("traveler").oneIn(4),
        type,
        its.of("keys").between(1, 5),
        its.of("today").oneIn(3) ? 0 : 1,
        change,
        its.of("decoys").oneIn(10) ? 1 : 0);
  }

  private Plan.Worker worker(String name) {
    Dice its = dice.of(name);
    return new Plan.Worker(
        name,
        skew(its),
        Duration.ofMinutes(dice.of("schedule").pick(List.of(60, 60, 120))),
        Duration.ofSeconds(dice.of("offset").pick(List.of(0, 3, 5, 10, 600))),
        its.of("cleanup").between(3, 8));
  }

  /** Clocks that agree within the limit of two minutes, as servers' clocks mostly do. */
  private static int skew(Dice its) {
    return its.of("bad").oneIn(3)
        ? its.of("skew").between(-110_000, 110_000)
        : its.of("skew").between(-500, 500);
  }

  /** Often just before an hour ends: that is where windows close. */
  private Instant uploadAt(Dice its) {
    Instant any = after(its);
    return its.of("edge").oneIn(2)
        ? any.truncatedTo(ChronoUnit.HOURS).plusMillis(3_600_000 - its.of("before").below(3_000))
        : any;
  }

  private Instant after(Dice its) {
    return start.plusSeconds(its.between(1_800, days * 86_400 - 1_800));
  }

  private static NavigableSet<Region> regions(Dice its, int least, int most) {
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
