// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** When keys, files and revisions have been kept for long enough, nothing is left of them. */
final class NothingOutlivesItsTime {
  private static final String NAME = "nothing outlives its time";

  /** To be asked after a cleanup that comes later than everything's time to live. */
  List<Finding> judge(World world) {
    Instant cutoff =
        world.now().minus(world.plan.settings().retention().ttl()).minus(Duration.ofHours(1));
    Stream<String> keys =
        world.memory().storedExposures().stream()
            .filter(exposure -> exposure.createdAt().isBefore(cutoff))
            .map(exposure -> "key " + Render.hex(exposure.key().keyData()) + " is still stored");
    Stream<String> files =
        world.ledger.objects().keySet().stream()
            .filter(object -> object.name().endsWith(".zip"))
            .map(object -> object + " is still there")
            .sorted();
    return Stream.concat(keys, files).map(text -> new Finding(NAME, text)).toList();
  }
}
