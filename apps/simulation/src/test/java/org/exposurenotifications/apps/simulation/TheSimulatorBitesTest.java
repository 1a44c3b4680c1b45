// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Put back one at a time, every known fault is found, by the check that is there for it. */
class TheSimulatorBitesTest {
  private static final int SEEDS = 400;

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "EVERY_KEY_HAS_EQUALLY_MANY_COPIES")
  void aKnownFaultIsFoundAndItsTraceGetsShorter(KnownFaults fault) throws InterruptedException {
    Simulation simulation = new Simulation(3, fault);
    Simulation.Outcome failed =
        new Campaign(simulation, 0, SEEDS, _ -> {}).run().failure().orElseThrow();
    assertThat(failed.findings()).anyMatch(finding -> finding.check().equals(fault.check()));
    Set<String> without = Shrink.failure(simulation, failed, fault.check());
    Simulation.Outcome small = simulation.run(failed.seed(), without, true);
    assertThat(small.findings()).anyMatch(finding -> finding.check().equals(fault.check()));
    assertThat(small.happened()).hasSizeLessThan(failed.happened().size() / 2);
    assertThat(small.trace()).isNotEmpty();
  }

  @Test
  void aWrongClockThatIsNotRefusedDoesHarmThatIsSeen() throws InterruptedException {
    Simulation simulation = new Simulation(3, KnownFaults.CLOCKS_ARE_NOT_COMPARED);
    Set<String> found = new TreeSet<>();
    for (long seed = 0; seed < 100; seed++) {
      simulation.run(seed).findings().forEach(finding -> found.add(finding.check()));
    }
    assertThat(found)
        .contains(
            "jobs with a wrong clock refuse", "windows close once they are over", "live keys stay");
  }

  @Test
  void whatNoSingleFileShowsIsFoundOverManyWorlds() throws InterruptedException {
    KnownFaults fault = KnownFaults.EVERY_KEY_HAS_EQUALLY_MANY_COPIES;
    Campaign.Tally tally = new Campaign(new Simulation(3, fault), 0, 100, _ -> {}).run();
    assertThat(tally.failure()).isEmpty();
    assertThat(tally.broken())
        .singleElement()
        .satisfies(finding -> assertThat(finding.check()).isEqualTo(fault.check()))
        .satisfies(finding -> assertThat(finding.text()).contains("'count'"));
  }
}
