// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.export;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is planned so far.
 *
 * @param generation grows with every plan
 * @param latestEnds by the export's name the end of its latest batch, whatever became of it
 * @param unpadded by the export's name the windows of batches that another server stored without
 *     the padding of their keys: they are not leased before they are planned
 * @param earliestKey the earliest publish window with a stored key
 */
public record Planning(
    long generation,
    Map<String, Instant> latestEnds,
    Map<String, Set<Window>> unpadded,
    Optional<Instant> earliestKey) {
  public Planning {
    latestEnds = Map.copyOf(latestEnds);
    unpadded = Map.copyOf(unpadded);
  }

  /** End of the export's latest batch; empty if it has none. */
  public Optional<Instant> latestEnd(String export) {
    return Optional.ofNullable(latestEnds.get(export));
  }

  /** The export's batches without padding. */
  public Set<Window> unpadded(String export) {
    return unpadded.getOrDefault(export, Set.of());
  }
}
