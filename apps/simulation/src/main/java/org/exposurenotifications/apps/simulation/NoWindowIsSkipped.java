// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.exposurenotifications.ports.config.ExportConfig;

/** Every window of an export is planned, from where it begins, or its keys do, until its end. */
final class NoWindowIsSkipped implements Check {
  @Override
  public String name() {
    return "no window is skipped";
  }

  @Override
  public Stream<String> problems(Evidence evidence) {
    return evidence.exports().stream().flatMap(export -> gaps(export, evidence.world()));
  }

  /** Where the export begins, or the first key that was accepted after that. */
  private static Instant beginning(ExportConfig export, World world) {
    Instant from = export.windowOf(export.from()).start();
    return world.ledger.accepted().values().stream()
        .map(exposure -> export.windowOf(exposure.createdAt()).start())
        .filter(window -> !window.isBefore(from))
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  private Stream<String> gaps(ExportConfig export, World world) {
    Set<Instant> starts =
        world.ledger.planned().stream()
            .filter(batch -> batch.export().equals(export.filenameRoot()))
            .map(batch -> batch.window().start())
            .collect(Collectors.toSet());
    Instant until = world.now().minus(world.plan.settings().export().minWindowAge());
    Optional<Instant> first = starts.stream().min(Instant::compareTo);
    if (first.isEmpty()) {
      return export.thru().isEmpty() && export.from().plus(Duration.ofDays(1)).isBefore(until)
          ? Stream.of(export.name() + " was never planned")
          : Stream.empty();
    }
    if (first.get().isAfter(beginning(export, world))) {
      return Stream.of(export.name() + " was planned from " + first.get() + " on");
    }
    Instant last = export.thru().filter(until::isAfter).orElse(until);
    return Stream.iterate(
            first.get(),
            start -> !start.plus(export.period()).isAfter(last),
            start -> start.plus(export.period()))
        .filter(start -> !starts.contains(start))
        .map(start -> export.name() + " has no batch that begins at " + start);
  }
}
