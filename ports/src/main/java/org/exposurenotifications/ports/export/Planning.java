// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.export;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is planned so far.
 *
 * @param generation grows with every plan
 * @param latestEnds by the export's name the end of its latest batch, whatever became of it
 * @param earliestKey the earliest publish window with a stored key
 */
public record Planning(
    long generation, Map<String, Instant> latestEnds, Optional<Instant> earliestKey) {
  public Planning {
    latestEnds = Map.copyOf(latestEnds);
  }

  /** End of the export's latest batch; empty if it has none. */
  public Optional<Instant> latestEnd(String export) {
    return Optional.ofNullable(latestEnds.get(export));
  }
}
