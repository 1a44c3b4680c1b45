// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import java.util.Arrays;
import java.util.Optional;

/** Work that is started from outside: by a scheduler, or by hand. */
public enum Job {
  CREATE_BATCHES("create-batches", Role.EXPORT),
  DO_WORK("do-work", Role.EXPORT),
  CLEANUP_EXPOSURE("cleanup-exposure", Role.CLEANUP),
  CLEANUP_EXPORT("cleanup-export", Role.CLEANUP);

  private final String text;
  private final Role role;

  Job(String text, Role role) {
    this.text = text;
    this.role = role;
  }

  /** As in paths and on the command line. */
  public String text() {
    return text;
  }

  /** Which role offers it. */
  public Role role() {
    return role;
  }

  public static Optional<Job> of(String text) {
    return Arrays.stream(values()).filter(job -> job.text.equals(text)).findFirst();
  }
}
