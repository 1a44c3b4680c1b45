// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;
import org.exposurenotifications.ports.config.ExportConfig;

/** How many keys a cell has to have at least, while exports are added and changed. */
final class CrowdAskedFor {
  private final Plan plan;

  /** A clock that is ahead plans a window before it is over. */
  private final Duration skew;

  CrowdAskedFor(World world) {
    this.plan = world.plan;
    this.skew = plan.settings().clock().maxSkew();
  }

  /**
   * @param batches that hold the cell's keys
   * @return what the export with the largest number asks for, or asked for when it counted; 0 if
   *     the cell was split by an export that was added after the keys were visible
   */
  int by(Collection<Ledger.Planned> batches) {
    if (plan.registrations().stream().anyMatch(late -> splits(late, batches))) {
      return 0;
    }
    Instant visible =
        batches.stream()
            .map(batch -> batch.window().end())
            .min(Comparator.naturalOrder())
            .orElseThrow()
            .minus(skew);
    return batches.stream().mapToInt(batch -> by(batch.export(), visible)).max().orElse(0);
  }

  /** Of what the export asked for then or later. */
  private int by(String export, Instant since) {
    Instant lastBefore =
        versions(export)
            .map(Plan.Registration::at)
            .filter(at -> !at.isAfter(since))
            .max(Comparator.naturalOrder())
            .orElse(Instant.MIN);
    return versions(export)
        .filter(version -> !version.at().isBefore(lastBefore))
        .mapToInt(
            version -> version.export().minRecords().orElse(plan.settings().export().minRecords()))
        .min()
        .orElse(0);
  }

  private Stream<Plan.Registration> versions(String export) {
    Stream<Plan.Registration> first =
        plan.exports().stream()
            .map(config -> new Plan.Registration(config.name(), plan.start(), config));
    return Stream.concat(first, plan.registrations().stream())
        .filter(version -> version.export().name().equals(export));
  }

  private boolean splits(Plan.Registration late, Collection<Ledger.Planned> batches) {
    ExportConfig export = late.export();
    Instant from = export.windowOf(export.from()).start();
    return plan.exports().stream().map(ExportConfig::name).noneMatch(export.name()::equals)
        && batches.stream()
            .map(Ledger.Planned::window)
            .anyMatch(window ->
                window.end().isAfter(from) && !window.end().isAfter(late.at().plus(skew)));
  }
}
