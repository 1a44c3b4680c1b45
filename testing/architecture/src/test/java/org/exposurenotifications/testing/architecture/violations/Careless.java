// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.architecture.violations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** Never run, by its name; only looked at. */
final class Careless {
  @Test
  @Disabled("for luck")
  void testDisabled() {
    assertThat(new Random().nextInt()).isZero();
  }

  @Test
  public void sleepingTest() throws InterruptedException {
    Assumptions.assumeTrue(System.getenv("CLOUD") != null);
    Thread.sleep(1);
    TimeUnit.SECONDS.sleep(1);
  }
}
