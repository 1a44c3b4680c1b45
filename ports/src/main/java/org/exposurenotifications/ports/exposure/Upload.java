// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.exposure;

import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.statistics.PublishStatistic;

/**
 * What one request adds, and what is counted of it.
 *
 * @param keys every key that the request speaks of, added or not (a first report that is negative
 *     is only spoken of); ascending by key bytes, no key twice
 * @param exposures to be added: a part of {@code keys}, in the same order
 * @param statistic counted exactly if, and when, the upload takes effect
 */
public record Upload(
    List<TemporaryExposureKey> keys,
    List<Exposure> exposures,
    Optional<PublishStatistic> statistic) {
  /**
   * @throws IllegalArgumentException if the order is not as said
   */
  public Upload {
    keys = List.copyOf(keys);
    exposures = List.copyOf(exposures);
    for (int i = 1; i < keys.size(); i++) {
      if (keys.get(i - 1).keyData().compareTo(keys.get(i).keyData()) >= 0) {
        throw new IllegalArgumentException("keys are not in strictly ascending order");
      }
    }
    for (int i = 1; i < exposures.size(); i++) {
      if (exposures.get(i - 1).key().keyData().compareTo(exposures.get(i).key().keyData()) >= 0) {
        throw new IllegalArgumentException("exposures are not in strictly ascending order");
      }
    }
  }
}
