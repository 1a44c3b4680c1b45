// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.exposurenotifications.ports.config.AuthorizedApp;
import org.exposurenotifications.ports.exposure.Region;

/** Decides where keys are published (publish.md 2.5, 2.6). */
final class ChooseRegions {
  private final Optional<Region> defaultRegion;

  ChooseRegions(Optional<Region> defaultRegion) {
    this.defaultRegion = defaultRegion;
  }

  /**
   * @param requested codes in any letter case; empty unless the request names regions
   */
  Step<NavigableSet<Region>> choose(List<String> requested, AuthorizedApp app) {
    if (!requested.isEmpty()) {
      return named(requested, app);
    }
    NavigableSet<Region> regions = new TreeSet<>(app.regions());
    if (regions.isEmpty()) {
      defaultRegion.ifPresent(regions::add);
    }
    return regions.isEmpty()
        ? Step.stop(
            PublishOutcome.Reason.HEALTH_AUTHORITY_MISSING_REGION_CONFIG,
            "no region is configured for this app; tell the operator of the server")
        : new Step.Go<>(regions);
  }

  private static Step<NavigableSet<Region>> named(List<String> requested, AuthorizedApp app) {
    NavigableSet<Region> regions = new TreeSet<>();
    for (String code : requested) {
      Optional<Region> region = region(code).filter(r -> isAllowed(r, app));
      if (region.isEmpty()) {
        return Step.stop(
            PublishOutcome.Reason.REGION_NOT_AUTHORIZED,
            "this app may not publish in one of the regions that the request names");
      }
      regions.add(region.get());
    }
    return new Step.Go<>(regions);
  }

  private static Optional<Region> region(String code) {
    try {
      return Optional.of(new Region(code));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** An app without regions may publish anywhere. */
  private static boolean isAllowed(Region region, AuthorizedApp app) {
    return app.regions().isEmpty() || app.regions().contains(region);
  }
}
