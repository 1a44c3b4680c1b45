// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.exposure;

import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.statistics.PublishStatistic;

/**
 * What one request changes when some of its keys are stored already.
 *
 * @param exposures to be added; ascending by key bytes, no key twice
 * @param revisions of stored keys that were never revised; ascending by key bytes, no key twice
 * @param statistic counted exactly if, and when, the merge takes effect
 */
public record Merge(
    List<Exposure> exposures, List<Revision> revisions, Optional<PublishStatistic> statistic) {
  public Merge {
    exposures = List.copyOf(exposures);
    revisions = List.copyOf(revisions);
  }
}
