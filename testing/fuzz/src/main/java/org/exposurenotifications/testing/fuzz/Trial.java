// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;

/** Tries one input at a time, and measures what it costs this thread. */
final class Trial {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Fuzz.Check check;
  private final long mostBytes;
  private final Duration longest;

  Trial(Fuzz.Check check, long mostBytes, Duration longest) {
    this.check = check;
    this.mostBytes = mostBytes;
    this.longest = longest;
  }

  /** What went wrong, if something did. */
  Optional<Throwable> failure(byte[] input) {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long time = THREADS.getCurrentThreadCpuTime();
    try {
      check.accept(input.clone());
    } catch (Throwable failure) {
      return Optional.of(failure);
    }
    long took = THREADS.getCurrentThreadCpuTime() - time;
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    if (allocated > mostBytes) {
      return Optional.of(new IllegalStateException("it allocates more than " + mostBytes));
    }
    return took > longest.toNanos()
        ? Optional.of(new IllegalStateException("it takes longer than " + longest))
        : Optional.empty();
  }
}
