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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.exposurenotifications.core.job.JobReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

  @Test
  void aJobThatFailsIsLoggedAndRunsAgain() throws InterruptedException {
    var runs = new CountDownLatch(3);
    var ends = new AtomicInteger();
    Supplier<JobReport> failing =
        () -> {
          runs.countDown();
          throw new IllegalStateException("broken");
        };
    try (var scheduler = new Scheduler(ends::incrementAndGet)) {
      scheduler.every(Duration.ofMillis(1), "job", failing);
      assertThat(runs.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(ends).hasValue(0);
    assertThat(events.list)
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(event -> {
          assertThat(event.getFormattedMessage()).isEqualTo("job failed and will be tried again");
          assertThat(event.getThrowableProxy().getMessage()).isEqualTo("broken");
        });
  }

  @Test
  void anErrorEndsTheProcessAndIsLogged() throws InterruptedException {
    var ended = new CountDownLatch(1);
    var runs = new AtomicInteger();
    try (var scheduler = new Scheduler(ended::countDown)) {
      scheduler.every(
          Duration.ofMillis(1),
          "job",
          () -> {
            runs.incrementAndGet();
            throw new LinkageError("broken");
          });
      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(runs).hasValue(1);
    assertThat(events.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("job failed, and this process ends");
  }
}
