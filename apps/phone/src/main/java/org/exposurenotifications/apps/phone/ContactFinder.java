// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/** Looks a key's broadcasts up among those heard (verification-and-phone.md 14.6, 2 to 6). */
final class ContactFinder {
  /** Clocks may be wrong by two hours. */
  private static final int TOLERANCE = 12;

  /** No identifier is on air for longer: what comes later was recorded and sent again. */
  private static final Duration ON_AIR = Duration.ofMinutes(20);

  private final SightingLog heard;

  ContactFinder(SightingLog heard) {
    this.heard = heard;
  }

  /** The quick test of one key among a million, all of whose contacts follow from it. */
  boolean mayHaveMet(TemporaryExposureKey key) {
    return new KeySchedule(key.keyData())
        .identifiers(key.rollingStart(), IntervalNumber.PER_DAY).stream().anyMatch(heard::contains);
  }

  /** By time. */
  List<Contact> contacts(TemporaryExposureKey key) {
    KeySchedule schedule = new KeySchedule(key.keyData());
    List<Bytes> identifiers = schedule.identifiers(key.rollingStart(), key.rollingPeriod());
    List<Contact> contacts = new ArrayList<>();
    for (int i = 0; i < identifiers.size(); i++) {
      inTime(heard.of(identifiers.get(i)), key.rollingStart().plus(i)).stream()
          .map(sighting -> Contact.of(sighting, schedule))
          .flatMap(Optional::stream)
          .forEach(contacts::add);
    }
    contacts.sort(Comparator.comparing(Contact::time));
    return contacts;
  }

  private static List<Sighting> inTime(List<Sighting> sightings, IntervalNumber sent) {
    List<Sighting> plausible =
        sightings.stream()
            .filter(each -> distance(IntervalNumber.at(each.time()), sent) <= TOLERANCE)
            .sorted(Comparator.comparing(Sighting::time))
            .toList();
    if (plausible.isEmpty()) {
      return plausible;
    }
    Instant end = plausible.getFirst().time().plus(ON_AIR);
    return plausible.stream().filter(each -> !each.time().isAfter(end)).toList();
  }

  private static int distance(IntervalNumber one, IntervalNumber other) {
    return Math.abs(one.value() - other.value());
  }
}
