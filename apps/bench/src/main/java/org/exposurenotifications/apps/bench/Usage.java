// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process and its children have used, as Linux counts it.
 *
 * @param cpu of all of them, since their start
 * @param peakResidentBytes of the process alone
 */
record Usage(Duration cpu, long peakResidentBytes) {
  /** The kernel tells time in hundredths of a second, whatever the machine. */
  private static final int MILLIS_PER_TICK = 10;

  private static final int FIRST_AFTER_NAME = 3;
  private static final int UTIME = 14;

  /** Of a process alone. */
  static Usage of(long pid) {
    return new Usage(cpu(pid), status(pid, "VmHWM:"));
  }

  /** Of a process and all its descendants that live now. */
  static Usage ofFamily(long pid) {
    Duration cpu =
        Stream.concat(
                Stream.of(pid),
                ProcessHandle.of(pid).stream()
                    .flatMap(ProcessHandle::descendants)
                    .map(ProcessHandle::pid))
            .map(Usage::cpu)
            .reduce(Duration.ZERO, Duration::plus);
    return new Usage(cpu, status(pid, "VmHWM:"));
  }

  /** What the process holds in memory now, in bytes. */
  static long resident(long pid) {
    return status(pid, "VmRSS:");
  }

  /** Zero if the process is gone. */
  private static Duration cpu(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
      // the name before may hold anything, blanks included
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long ticks =
          Long.parseLong(fields[UTIME - FIRST_AFTER_NAME])
              + Long.parseLong(fields[UTIME + 1 - FIRST_AFTER_NAME]);
      return Duration.ofMillis(ticks * MILLIS_PER_TICK);
    } catch (IOException _) {
      return Duration.ZERO;
    }
  }

  private static long status(long pid, String name) {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"));
      return lines.stream()
          .filter(line -> line.startsWith(name))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0L);
    } catch (IOException _) {
      return 0;
    }
  }
}
