// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.export;

import java.util.Collection;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.exposurenotifications.ports.exposure.Region;

/**
 * Which keys an export holds (export-and-operations.md 5.4): those with at least one input region,
 * or from travelers of any region if they are included; less those with an excluded region, and
 * less all travelers' if only others are wanted. Lists of any length.
 *
 * @param inputRegions none: no key, but for travelers
 */
public record KeyFilter(
    NavigableSet<Region> inputRegions,
    NavigableSet<Region> excludeRegions,
    boolean includeTravelers,
    boolean onlyNonTravelers) {
  /**
   * @throws IllegalArgumentException if travelers are both included and left out
   */
  public KeyFilter {
    if (includeTravelers && onlyNonTravelers) {
      throw new IllegalArgumentException(
          "includeTravelers and onlyNonTravelers exclude each other");
    }
    inputRegions = Collections.unmodifiableNavigableSet(new TreeSet<>(inputRegions));
    excludeRegions = Collections.unmodifiableNavigableSet(new TreeSet<>(excludeRegions));
  }

  public boolean accepts(Collection<Region> regions, boolean traveler) {
    return (regions.stream().anyMatch(inputRegions::contains) || (includeTravelers && traveler))
        && !(onlyNonTravelers && traveler)
        && regions.stream().noneMatch(excludeRegions::contains);
  }
}
