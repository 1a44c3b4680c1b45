// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long the calls of one run take, and which go wrong. A call is named by its run and its number
 * in it, so that a fault taken out leaves the rest as it was.
 */
final class Faults {
  /** Every call takes a millisecond. */
  static final Faults NONE = new Faults("", new Dice(0), 0, Set.of());

  /** Half are stalls: what is late meets what went on meanwhile. */
  private static final List<Fault> KINDS =
      List.of(
          Fault.CRASH_BEFORE,
          Fault.CRASH_AFTER,
          Fault.TRANSIENT,
          Fault.LOST_ANSWER,
          Fault.STALL,
          Fault.STALL,
          Fault.STALL);

  private final String run;
  private final Dice dice;
  private final int oneIn;
  private final Set<String> without;
  private int calls;

  /**
   * @param run its name
   * @param oneIn so many calls goes wrong; none if 0
   * @param without names of calls that go well, whatever the dice say
   */
  Faults(String run, Dice dice, int oneIn, Set<String> without) {
    this.run = run;
    this.dice = dice.of(run);
    this.oneIn = oneIn;
    this.without = without;
  }

  /** A call, and the fault that hits it, if any. */
  record Call(String name, int millis, @Nullable Fault fault) {}

  Call next() {
    if (oneIn == 0) {
      return new Call(run, 1, null);
    }
    calls++;
    Dice call = dice.of(calls);
    if (!call.of("fault").oneIn(oneIn)) {
      return new Call(run, usual(call), null);
    }
    String name = run + "/" + calls;
    if (without.contains(name)) {
      return new Call(name, usual(call), null);
    }
    Fault fault = call.of("kind").pick(KINDS);
    return new Call(name, fault == Fault.STALL ? stall(call) : usual(call), fault);
  }

  private static int usual(Dice call) {
    return call.of("slow").oneIn(20)
        ? call.of("time").between(20, 2_000)
        : call.of("time").between(1, 9);
  }

  /** Leases last for a minute. */
  private static int stall(Dice call) {
    return call.of("long").oneIn(4)
        ? call.of("time").between(300_000, 7_200_000)
        : call.of("time").between(20_000, 240_000);
  }
}
