// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exposurenotifications.ports.config.AuthorizedApp;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.exposure.ReportType;

/** Makes up a world from a seed: small, and full of what meets. */
final class DrawPlan {
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
    DrawExports drawExports = new DrawExports(dice, start, days, name -> !without.contains(name));
    List<ExportConfig> exports = drawExports.exports();
    boolean neglected = dice.of("neglected").oneIn(8);
    List<AuthorizedApp> apps = named("app", dice.of("apps").between(1, 3)).map(this::app).toList();
    return new Plan(
        dice,
        start,
        start.plus(Duration.ofDays(days)),
        DrawSettings.of(dice, faultOneIn(), neglected),
        exports,
        drawExports.registrations(exports),
        outage(),
        apps,
        named("phone", dice.of("phones").between(2, 3 * days))
            .map(name -> phone(name, apps))
            .toList(),
        named("worker", workers()).map(name -> worker(name, neglected)).toList(),
        IntStream.rangeClosed(1, 2)
            .mapToObj(
                i -> i == 1 ? skew(dice.of("replica").of(i)) : anySkew(dice.of("replica").of(i)))
            .toList(),
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
        DrawExports.regions(its.of("regions"), 1, 2),
        Set.of(Authority.ISSUER),
        !its.of("uncertified").oneIn(3),
        its.of("tokenless").oneIn(5));
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

  /** The first has a sane clock, so that work goes on. */
  private Plan.Worker worker(String name, boolean neglected) {
    Dice its = dice.of(name);
    return new Plan.Worker(
        name,
        name.equals("worker-1") ? skew(its) : anySkew(its),
        Duration.ofMinutes(dice.of("schedule").pick(List.of(60, 60, 120))),
        Duration.ofSeconds(dice.of("offset").pick(List.of(0, 3, 5, 10, 600))),
        neglected ? Integer.MAX_VALUE : its.of("cleanup").between(3, 8));
  }

  /** Clocks that agree within the limit of two minutes, as servers' clocks mostly do. */
  private static int skew(Dice its) {
    return its.of("bad").oneIn(3)
        ? its.of("skew").between(-110_000, 110_000)
        : its.of("skew").between(-500, 500);
  }

  /** Some clocks are minutes or days off; whatever has one is to do nothing. */
  private static int anySkew(Dice its) {
    if (!its.of("wrong").oneIn(6)) {
      return skew(its);
    }
    int off =
        its.of("far").oneIn(2)
            ? its.of("off").between(3_600_000, 3 * 86_400_000)
            : its.of("off").between(121_000, 600_000);
    return its.of("behind").oneIn(2) ? -off : off;
  }

  /** A signing key is missing for a while, long enough for batches to be given up. */
  private Optional<Plan.Outage> outage() {
    Dice its = dice.of("outage");
    if (without.contains("outage") || !its.oneIn(8)) {
      return Optional.empty();
    }
    Instant from = start.plus(Duration.ofMinutes(its.of("from").below(24 * 60)));
    return Optional.of(
        new Plan.Outage(from, from.plus(Duration.ofMinutes(its.of("long").between(10, 24 * 60)))));
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
}
