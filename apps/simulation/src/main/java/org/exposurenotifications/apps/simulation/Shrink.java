// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a failing world small: takes out phones, exports, runs and faults, halves first, as long as
 * the same check still fails (delta debugging).
 */
final class Shrink {
  private static final int MOST_RUNS = 600;

  private final Simulation simulation;
  private final long seed;
  private final String check;
  private final Set<String> without = new LinkedHashSet<>();
  private int runs;

  private Shrink(Simulation simulation, long seed, String check) {
    this.simulation = simulation;
    this.seed = seed;
    this.check = check;
  }

  /**
   * @param check one that failed
   * @return what can be left out of the world, so that the check still fails
   */
  static Set<String> failure(Simulation simulation, Simulation.Outcome failed, String check)
      throws InterruptedException {
    Shrink shrink = new Shrink(simulation, failed.seed(), check);
    shrink.takeOut(new ArrayList<>(failed.happened()));
    return shrink.without;
  }

  private void takeOut(List<String> candidates) throws InterruptedException {
    List<String> left = candidates;
    for (int size = left.size();
        size > 0 && runs < MOST_RUNS;
        size = Math.min(size / 2, left.size())) {
      List<String> kept = new ArrayList<>();
      for (int from = 0; from < left.size(); from += size) {
        List<String> part = left.subList(from, Math.min(from + size, left.size()));
        if (!failsWithout(part)) {
          kept.addAll(part);
        }
      }
      left = kept;
    }
  }

  private boolean failsWithout(List<String> part) throws InterruptedException {
    if (++runs > MOST_RUNS) {
      return false;
    }
    Set<String> fewer = new LinkedHashSet<>(without);
    fewer.addAll(part);
    boolean fails =
        simulation.run(seed, fewer, false).findings().stream()
            .anyMatch(finding -> finding.check().equals(check));
    if (fails) {
      without.addAll(part);
    }
    return fails;
  }
}
