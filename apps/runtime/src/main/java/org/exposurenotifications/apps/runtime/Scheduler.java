// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.exposurenotifications.core.job.JobReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs jobs one after the other, each again and again after a pause. */
public final class Scheduler implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Scheduler.class);

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("jobs").factory());

  private final Runnable end;

  /**
   * @param end brings this process to its end; called after an {@link Error}, which nothing mends
   *     that goes on
   */
  public Scheduler(Runnable end) {
    this.end = end;
  }

  /** Runs the job at once, and then each time the pause has passed since its end. */
  public void every(Duration pause, String name, Supplier<JobReport> job) {
    var _ =
        executor.scheduleWithFixedDelay(
            () -> run(name, job), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Runs a job once, here and now; a failure is logged. */
  private void run(String name, Supplier<JobReport> job) {
    try {
      JobReport report = job.get();
      if (report.ok()) {
        log.debug("{}: {}", name, report.summary());
      } else {
        log.error("{}: {}; {}", name, report.summary(), report.errors());
      }
    } catch (RuntimeException failure) {
      // an exception that leaves this method ends the job's schedule
      log.error("{} failed and will be tried again", name, failure);
    } catch (Error failure) {
      log.error("{} failed, and this process ends", name, failure);
      end.run();
      throw failure;
    }
  }

  /** Lets the running job end, for at most 5 s; starts no other. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException _) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
