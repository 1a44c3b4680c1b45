// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManySeedsTest {
  private static final int SEEDS = 500;

  /** On a failure {@code keyserver simulate --seed N --seeds 1} prints the shortest trace. */
  @ParameterizedTest
  @ValueSource(longs = {0, 500, 1_000, 1_500, 2_000, 2_500})
  void allIsWellInEveryWorld(long first) throws InterruptedException {
    Simulation simulation = new Simulation(3, Sabotage.NONE);
    Campaign.Tally tally = new Campaign(simulation, first, SEEDS, _ -> {}).run();
    assertThat(tally.failure()).isEmpty();
    assertThat(tally.broken()).isEmpty();
    assertThat(tally.seeds()).isEqualTo(SEEDS);
    assertThat(tally.steps()).isGreaterThan(SEEDS * 1_000L);
  }
}
