// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

/** Registers exports and changes them while the server runs, as people do. */
final class OperatorActor implements Runnable {
  private final World world;

  OperatorActor(World world) {
    this.world = world;
  }

  @Override
  public void run() {
    for (Plan.Registration registration : world.plan.registrations()) {
      world.scheduler.sleepUntil(registration.at().toEpochMilli());
      world.happened(registration.name());
      world.trace(() -> registration.name() + ": " + registration.export());
      world.register(registration.export());
    }
  }
}
