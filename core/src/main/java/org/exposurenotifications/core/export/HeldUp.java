// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.time.Duration;
import java.time.Instant;
import org.exposurenotifications.core.job.Durations;
import org.exposurenotifications.core.job.JobSteps;
import org.exposurenotifications.ports.export.HeldWindow;
import org.exposurenotifications.ports.export.WindowStore;

/** Tells why planning could not go up to where it should. */
final class HeldUp {
  /** An upload takes milliseconds; the database ends one that hangs after seconds. */
  private static final Duration LONGEST_UPLOAD = Duration.ofMinutes(1);

  private HeldUp() {}

  /** Notes windows that are held for longer than an upload takes; the others are complete soon. */
  static void report(WindowStore windows, Instant until, Instant now, JobSteps steps) {
    windows.held(until).stream()
        .filter(held ->
            held.since()
                .map(since -> Duration.between(since, now).compareTo(LONGEST_UPLOAD) > 0)
                .orElse(true))
        .forEach(held -> steps.problem(sentence(held, now)));
  }

  private static String sentence(HeldWindow held, Instant now) {
    return "window %s is held %s by %s: nothing from it on can be planned; end that session"
        .formatted(
            held.window(),
            held.since()
                .map(since ->
                    "since %s (%s)".formatted(since, Durations.text(Duration.between(since, now))))
                .orElse("for a time that is not shown"),
            held.holder());
  }
}
