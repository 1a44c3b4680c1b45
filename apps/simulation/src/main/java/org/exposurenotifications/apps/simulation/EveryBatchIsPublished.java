// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.time.Instant;
import java.util.stream.Stream;

/** Of every batch that was planned, all files are published at last, unless its keys expired. */
final class EveryBatchIsPublished implements Check {
  @Override
  public String name() {
    return "every batch is published";
  }

  @Override
  public Stream<String> problems(Evidence evidence) {
    World world = evidence.world();
    Instant due = world.now().minus(world.plan.settings().export().minWindowAge());
    return world
        .ledger
        .unfinished()
        .filter(batch -> !batch.window().end().isAfter(due))
        .map(batch -> Render.text(batch) + " was not published");
  }
}
