// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.exposurenotifications.apps.runtime.Settings;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.Window;
import org.exposurenotifications.ports.exposure.Exposure;

/** What every job has to report: decision 29, told from what took effect. */
final class Overdue {
  private static final Duration GRACE = Duration.ofHours(1);
  private static final Duration CLEANUP_GRACE = Duration.ofHours(12);
  private static final Duration KEPT_LONGER = Duration.ofDays(2).plusHours(1);

  private final World world;
  private final Settings settings;

  /** The earliest time that a sane clock may show now. */
  private final Instant atLeast;

  private final Set<String> found = new TreeSet<>();

  private Overdue(World world) {
    this.world = world;
    this.settings = world.plan.settings();
    this.atLeast = world.now().minus(settings.clock().maxSkew());
  }

  /** A sentence for each thing. What is in it before and after a job was overdue all the while. */
  static Set<String> in(World world) {
    Overdue overdue = new Overdue(world);
    overdue.batches();
    overdue.plans();
    overdue.keys();
    overdue.horizon();
    return overdue.found;
  }

  private void batches() {
    world
        .ledger
        .unfinished()
        .forEach(batch -> {
          if (world.ledger.failed().contains(batch)) {
            found.add(Render.text(batch) + " failed");
          } else if (isLate(batch.window())) {
            found.add(Render.text(batch) + " is not published");
          }
        });
  }

  private void plans() {
    for (ExportConfig export : world.exports()) {
      for (Exposure exposure : world.ledger.accepted().values()) {
        Window window = export.windowOf(exposure.createdAt());
        Ledger.Planned batch = new Ledger.Planned(export.filenameRoot(), window);
        if (isLate(window)
            && isOf(export, window)
            && world.ledger.isStored(exposure)
            && !world.ledger.planned().contains(batch)) {
          found.add(Render.text(batch) + " is not planned");
        }
      }
    }
  }

  private boolean isOf(ExportConfig export, Window window) {
    return !window.start().isBefore(export.windowOf(export.from()).start())
        && export.thru().filter(window.end()::isAfter).isEmpty()
        && window.start().isAfter(world.now().minus(settings.export().retention()));
  }

  private void keys() {
    Duration kept = longer(settings.export().retention(), settings.publish().maxAge());
    Instant expired = atLeast.minus(kept).minus(KEPT_LONGER).minus(CLEANUP_GRACE);
    if (expired.isAfter(world.plan.start())) {
      world
          .memory()
          .batches()
          .planning()
          .earliestKey()
          .filter(expired::isAfter)
          .ifPresent(key -> found.add("keys of " + key + " are stored"));
    }
  }

  private void horizon() {
    world
        .memory()
        .windows()
        .closedUntil()
        .filter(world.now().plus(settings.clock().maxSkew())::isBefore)
        .ifPresent(until -> found.add("windows are closed until " + until));
  }

  private boolean isLate(Window window) {
    Duration patience =
        Duration.between(window.start(), window.end())
            .plus(settings.export().minWindowAge())
            .plus(GRACE);
    return window.end().plus(patience).isBefore(atLeast);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
