// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.exposurenotifications.core.job.JobReport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SchedulerTest {
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aJobThatFailsRunsAgain(boolean badly) throws InterruptedException {
    var runs = new CountDownLatch(3);
    Supplier<JobReport> failing =
        () -> {
          runs.countDown();
          if (badly) {
            throw new LinkageError("broken");
          }
          throw new IllegalStateException("broken");
        };
    try (var scheduler = new Scheduler()) {
      scheduler.every(Duration.ofMillis(1), "job", failing);
      assertThat(runs.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
