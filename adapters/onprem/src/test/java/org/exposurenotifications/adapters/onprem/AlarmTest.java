// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class AlarmTest {
  private final Alarm alarm = Alarm.onItsOwnThread();
  private final AtomicBoolean done = new AtomicBoolean();

  @Test
  void anAlarmRings() throws InterruptedException {
    CountDownLatch rung = new CountDownLatch(1);
    Runnable _ = alarm.set(Duration.ofMillis(1), rung::countDown);

    assertThat(rung.await(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void anAlarmThatWasCalledOffDoesNothing() {
    alarm.set(Duration.ofHours(1), () -> done.set(true)).run();

    assertThat(done).isFalse();
  }

  @Test
  void callingAnAlarmOffWaitsForTheEndOfWhatItDoes() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    Runnable callOff =
        alarm.set(
            Duration.ZERO,
            () -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException _) {
                done.set(true);
              }
            });
    assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
    callOff.run();

    assertThat(done).isTrue();
  }
}
