// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.config;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random schedules of loads that are slow, fail or hang, of callers, and of a moving clock. {@link
 * CachedSchedule} says what has to hold at each step.
 */
class CachedScheduleTest {
  private static final int SEEDS = 300;
  private static final int STEPS = 80;

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void callersNeverWaitForAReloadAndNeverSeeAValueBeyondTheLimit(long block) {
    for (long seed = block * SEEDS; seed < (block + 1) * SEEDS; seed++) {
      CachedSchedule schedule = new CachedSchedule(seed);
      for (int step = 0; step < STEPS; step++) {
        schedule.step();
      }
      schedule.end();
    }
  }
}
