// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.exposurenotifications.apps.runtime.Settings;
import org.exposurenotifications.ports.config.AuthorizedApp;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.exposure.ReportType;

/**
 * What happens in a world, but for what goes wrong.
 *
 * @param start when exports are registered and planned for the first time
 * @param end when faults end, and nothing new begins
 * @param exports registered at the start
 * @param registrations of exports that come later or change, in order
 * @param outage when a signing key is missing, if ever
 * @param without names of what was taken out: exports, phones, workers, runs and faults
 * @param faultOneIn so many port calls goes wrong; none if 0
 */
record Plan(
    Dice dice,
    Instant start,
    Instant end,
    Settings settings,
    List<ExportConfig> exports,
    List<Registration> registrations,
    Optional<Outage> outage,
    List<AuthorizedApp> apps,
    List<Phone> phones,
    List<Worker> workers,
    List<Integer> replicaSkews,
    int faultOneIn,
    Set<String> without) {

  boolean has(String name) {
    return !without.contains(name);
  }

  /**
   * A person's phone.
   *
   * @param type certified at first; without a certificate if absent
   * @param firstDay how many days old the youngest key is; 0 for one that is still in use
   */
  record Phone(
      String name,
      Instant uploadAt,
      AuthorizedApp app,
      boolean traveler,
      Optional<ReportType> type,
      int keys,
      int firstDay,
      Optional<Change> change,
      int decoys) {}

  /**
   * An export is registered, or changed.
   *
   * @param name of what happens
   * @param export as it is from then on
   */
  record Registration(String name, Instant at, ExportConfig export) {}

  /** From, inclusive, to until, exclusive. */
  record Outage(Instant from, Instant until) {
    boolean isOn(Instant now) {
      return !now.isBefore(from) && now.isBefore(until);
    }
  }

  /** A later report about the same keys. */
  record Change(Duration after, ReportType type, boolean addsAKey) {}

  /**
   * A process that runs jobs by a schedule.
   *
   * @param skew of its clock, in milliseconds; positive if it is fast
   * @param offset of its runs from whole periods; workers of one schedule start together
   * @param cleanupEvery so many runs
   */
  record Worker(String name, int skew, Duration every, Duration offset, int cleanupEvery) {}
}
