// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchedulerTest {
  private final Scheduler scheduler = new Scheduler(100);
  private final List<String> seen = new ArrayList<>();

  @Test
  void actorsTakeTurnsInTheOrderOfSimulatedTime() throws InterruptedException {
    scheduler.add(100, () -> steps("a", 10, 3));
    scheduler.add(105, () -> steps("b", 10, 2));
    scheduler.run();
    assertThat(seen).containsExactly("a 100", "b 105", "a 110", "b 115", "a 120", "b 125", "a 130");
  }

  @Test
  void ofTheSameTimeTheOneThatFellAsleepFirstGoesFirst() throws InterruptedException {
    scheduler.add(100, () -> steps("a", 5, 1));
    scheduler.add(100, () -> steps("b", 5, 1));
    scheduler.run();
    assertThat(seen).containsExactly("a 100", "b 100", "a 105", "b 105");
  }

  @Test
  void timeDoesNotGoBack() throws InterruptedException {
    scheduler.add(100, () -> steps("a", -50, 1));
    scheduler.run();
    assertThat(seen).containsExactly("a 100", "a 100");
  }

  private void steps(String name, int millis, int times) {
    seen.add(name + " " + scheduler.now());
    for (int i = 0; i < times; i++) {
      scheduler.sleepUntil(scheduler.now() + millis);
      seen.add(name + " " + scheduler.now());
    }
  }
}
