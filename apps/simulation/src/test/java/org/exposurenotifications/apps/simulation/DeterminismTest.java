// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeterminismTest {
  private final Simulation simulation = new Simulation(3, Sabotage.NONE);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void aSeedIsTheSameWorldCallByCall(long seed) throws InterruptedException {
    Simulation.Outcome once = simulation.run(seed, Set.of(), true);
    Simulation.Outcome again = simulation.run(seed, Set.of(), true);
    assertThat(again.trace()).isEqualTo(once.trace()).hasSizeGreaterThan(300);
    assertThat(again.steps()).isEqualTo(once.steps());
    assertThat(again.happened()).isEqualTo(once.happened());
  }

  @Test
  void anotherSeedIsAnotherWorld() throws InterruptedException {
    assertThat(simulation.run(1, Set.of(), true).trace())
        .isNotEqualTo(simulation.run(2, Set.of(), true).trace());
  }

  @Test
  void whatIsTakenOutDoesNotHappenAndTheRestOfThePlanStays() throws InterruptedException {
    Set<String> happened = simulation.run(3, Set.of(), false).happened();
    String phone =
        happened.stream().filter(name -> name.matches("phone-\\d+")).findFirst().orElseThrow();
    Set<String> others = new TreeSet<>(phones(happened));
    others.remove(phone);
    assertThat(phones(simulation.run(3, Set.of(phone), false).happened()))
        .containsExactlyElementsOf(others);
  }

  private static List<String> phones(Set<String> happened) {
    return happened.stream().filter(name -> name.matches("phone-\\d+")).toList();
  }
}
