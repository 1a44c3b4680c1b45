// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.exposurenotifications.core.job.JobReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

final class SchedulerTest {
  private static final Logger LOG = (Logger) LoggerFactory.getLogger(Scheduler.class);

  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  /** In place of the console: these failures are meant. */
  @BeforeEach
  void listen() {
    events.start();
    LOG.addAppender(events);
    LOG.setAdditive(false);
  }

  @AfterEach
  void leave() {
    LOG.setAdditive(true);
    LOG.detachAppender(events);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aJobThatFailsIsLoggedAndRunsAgain(boolean badly) throws InterruptedException {
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
    assertThat(events.list)
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(event -> {
          assertThat(event.getFormattedMessage()).isEqualTo("job failed and will be tried again");
          assertThat(event.getThrowableProxy().getMessage()).isEqualTo("broken");
        });
  }
}
