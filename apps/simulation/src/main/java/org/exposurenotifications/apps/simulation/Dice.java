// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Randomness with names: what is drawn depends on the seed and the name alone, not on what was
 * drawn before. So an event can be taken out of a run, and every other draw stays as it was.
 */
record Dice(long state) {
  Dice of(String name) {
    return new Dice(mix(state ^ mix(name.hashCode())));
  }

  Dice of(long number) {
    return new Dice(mix(state + mix(number)));
  }

  /** From 0, inclusive, to the bound, exclusive. */
  int below(int bound) {
    return (int) Long.remainderUnsigned(mix(state), bound);
  }

  /** Both inclusive. */
  int between(int least, int most) {
    return least + below(most - least + 1);
  }

  boolean oneIn(int times) {
    return below(times) == 0;
  }

  <T> T pick(List<T> list) {
    return list.get(below(list.size()));
  }

  /** For what draws a sequence. */
  SplittableRandom sequence() {
    return new SplittableRandom(state);
  }

  /** The finalizer of SplitMix64. */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
