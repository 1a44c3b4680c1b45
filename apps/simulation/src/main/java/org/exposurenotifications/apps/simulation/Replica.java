// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.util.function.Supplier;
import org.exposurenotifications.core.job.JobFailure;
import org.exposurenotifications.core.publish.PublishOutcome;
import org.exposurenotifications.core.publish.PublishRequest;
import org.exposurenotifications.core.publish.RehearsePublish;
import org.jspecify.annotations.Nullable;

/** A server that accepts uploads, one at a time; after a crash it starts again. */
final class Replica {
  private static final int BUSY_MILLIS = 25;

  private final World world;
  private final String name;
  private final long skew;
  private int incarnation;
  private boolean busy;
  private boolean started;
  private ServerProcess process;
  private @Nullable RehearsePublish rehearse;

  Replica(World world, String name, long skew) {
    this.world = world;
    this.name = name;
    this.skew = skew;
    this.process = new ServerProcess(world, name, skew, 0);
  }

  /**
   * @throws Crash if the replica crashed; then nobody answers
   * @throws JobFailure if it does not start, because its clock is wrong
   */
  PublishOutcome publish(PublishRequest request, Faults faults) {
    return serve(faults, () -> process.useCases().publishKeys().publish(request));
  }

  /**
   * @throws Crash if the replica crashed; then nobody answers
   */
  PublishOutcome rehearse(Faults faults) {
    return serve(faults, () -> rehearsal().rehearse());
  }

  private RehearsePublish rehearsal() {
    RehearsePublish current = rehearse;
    if (current == null) {
      current = process.useCases().rehearsePublish();
      rehearse = current;
    }
    return current;
  }

  private void start() {
    if (!started) {
      process.useCases().checkClock().refuseSkew();
      started = true;
    }
  }

  private PublishOutcome serve(Faults faults, Supplier<PublishOutcome> request) {
    while (busy) {
      world.scheduler.sleepUntil(world.scheduler.now() + BUSY_MILLIS);
    }
    busy = true;
    process.with(faults);
    try {
      start();
      return request.get();
    } catch (Crash crash) {
      process = new ServerProcess(world, name, skew, ++incarnation);
      rehearse = null;
      started = false;
      throw crash;
    } finally {
      busy = false;
    }
  }
}
