// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Work that is started from outside: by a scheduler, or by hand. */
public enum Job {
  CREATE_BATCHES("create-batches", Role.EXPORT, Duration.ofMinutes(5)),
  DO_WORK("do-work", Role.EXPORT, Duration.ofMinutes(1)),
  CLEANUP_EXPOSURE("cleanup-exposure", Role.CLEANUP, Duration.ofHours(4)),
  CLEANUP_EXPORT("cleanup-export", Role.CLEANUP, Duration.ofHours(4));

  private final String text;
  private final Role role;
  private final Duration period;

  Job(String text, Role role, Duration period) {
    this.text = text;
    this.role = role;
    this.period = period;
  }

  /** As in paths and on the command line. */
  public String text() {
    return text;
  }

  /** Which role offers it. */
  public Role role() {
    return role;
  }

  /** How often schedules run it. */
  public Duration period() {
    return period;
  }

  public static Optional<Job> of(String text) {
    return Arrays.stream(values()).filter(job -> job.text.equals(text)).findFirst();
  }
}
