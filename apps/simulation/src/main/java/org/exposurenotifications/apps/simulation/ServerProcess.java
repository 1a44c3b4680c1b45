// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.exposurenotifications.apps.runtime.DaggerKeyServerComponent;
import org.exposurenotifications.apps.runtime.KeyServerComponent;
import org.exposurenotifications.core.publish.AttestationPolicy;
import org.exposurenotifications.ports.PortFailure;

/**
 * A process of the server: its use cases as deployed, its own clock and caches. It serves one
 * request or job at a time; many processes make for concurrency. After a crash a new one is needed.
 */
final class ServerProcess {
  private final World world;
  private final String name;
  private final Duration skew;
  private final InstantSource clock;
  private final KeyServerComponent useCases;
  private boolean dead;
  private Faults faults = Faults.NONE;

  /**
   * @param skew of its clock, in milliseconds; positive if it is fast
   * @param incarnation how many processes of this name were there before
   */
  ServerProcess(World world, String name, long skew, int incarnation) {
    this.world = world;
    this.name = name;
    this.skew = Duration.ofMillis(skew);
    this.clock = () -> Instant.ofEpochMilli(world.scheduler.now()).plus(this.skew);
    this.useCases =
        DaggerKeyServerComponent.factory()
            .create(
                FaultyPorts.platform(this, world),
                FaultyPorts.stores(this, world),
                world.settings,
                AttestationPolicy.OFF,
                clock,
                new SimulatedRandom(world.plan.dice().of(name).of(incarnation)),
                // what is loaded in the background is loaded at once: one thing at a time happens
                Runnable::run);
  }

  String name() {
    return name;
  }

  Instant time() {
    return clock.instant();
  }

  /** Whether its clock is farther off than jobs may stand. */
  boolean isFarOff() {
    return skew.abs().compareTo(world.plan.settings().clock().maxSkew()) > 0;
  }

  KeyServerComponent useCases() {
    return useCases;
  }

  /** What goes wrong from now on. */
  void with(Faults faults) {
    this.faults = faults;
  }

  /** Makes a port call that takes simulated time, and may go wrong. */
  <T> T call(String what, Supplier<T> effect) {
    if (dead) {
      throw new Crash();
    }
    Faults.Call call = faults.next();
    world.scheduler.sleepUntil(world.scheduler.now() + call.millis());
    world.step();
    Fault fault = call.fault();
    if (fault == null) {
      return effect.get();
    }
    world.happened(call.name());
    world.trace(() -> name + " " + call.name() + ": " + fault + " at " + what);
    return switch (fault) {
      case CRASH_BEFORE -> throw crash();
      case CRASH_AFTER -> {
        T _ = effect.get();
        throw crash();
      }
      case TRANSIENT -> throw new PortFailure.Transient("simulated: away", null);
      case LOST_ANSWER -> {
        T _ = effect.get();
        throw new PortFailure.Transient("simulated: no answer", null);
      }
      case STALL -> effect.get();
    };
  }

  private Crash crash() {
    dead = true;
    return new Crash();
  }
}
