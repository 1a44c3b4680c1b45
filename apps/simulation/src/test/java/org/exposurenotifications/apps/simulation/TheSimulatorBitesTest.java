// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Put back one at a time, every known fault is found. */
class TheSimulatorBitesTest {
  private static final int SEEDS = 400;

  @ParameterizedTest
  @EnumSource
  void aKnownFaultIsFoundAndItsTraceGetsShorter(KnownFaults fault) throws InterruptedException {
    Simulation simulation = new Simulation(3, Required.TODAY, fault);
    Simulation.Outcome failed =
        new Campaign(simulation, 0, SEEDS, _ -> {}).run().failure().orElseThrow();
    String check = failed.findings().getFirst().check();
    Set<String> without = Shrink.failure(simulation, failed);
    Simulation.Outcome small = simulation.run(failed.seed(), without, true);
    assertThat(small.findings()).anyMatch(finding -> finding.check().equals(check));
    assertThat(small.happened()).hasSizeLessThan(failed.happened().size() / 2);
    assertThat(small.trace()).isNotEmpty();
  }
}
