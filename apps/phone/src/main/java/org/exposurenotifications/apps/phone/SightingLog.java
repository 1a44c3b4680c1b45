// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;

/** Everything that a phone has heard. Not thread-safe. */
public final class SightingLog {
  private final Map<Bytes, List<Sighting>> byIdentifier = new HashMap<>();
  private Optional<Instant> lastScan = Optional.empty();

  public void add(Sighting sighting) {
    byIdentifier.computeIfAbsent(sighting.identifier(), _ -> new ArrayList<>()).add(sighting);
  }

  /**
   * Listens for a moment.
   *
   * @param payloads 20 bytes each
   * @param rssi strength at which all of them arrive, in dBm
   */
  public void scan(List<Bytes> payloads, int rssi, Instant time) {
    payloads.forEach(payload -> add(Sighting.of(payload, rssi, time, lastScan)));
    lastScan = Optional.of(time);
  }

  /** Forgets what was heard before. */
  public void forgetBefore(Instant cutoff) {
    byIdentifier.values().forEach(heard -> heard.removeIf(each -> each.time().isBefore(cutoff)));
    byIdentifier.values().removeIf(List::isEmpty);
  }

  boolean contains(Bytes identifier) {
    return byIdentifier.containsKey(identifier);
  }

  List<Sighting> of(Bytes identifier) {
    return List.copyOf(byIdentifier.getOrDefault(identifier, List.of()));
  }
}
