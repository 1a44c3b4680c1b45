// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.export;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A span of time.
 *
 * @param start inclusive, whole seconds
 * @param end exclusive, after {@code start}, whole seconds
 */
public record Window(Instant start, Instant end) {
  /**
   * @throws IllegalArgumentException if it is empty or not of whole seconds
   */
  public Window {
    if (!start.isBefore(end) || !isWholeSecond(start) || !isWholeSecond(end)) {
      throw new IllegalArgumentException("not a window: " + start + " to " + end);
    }
  }

  private static boolean isWholeSecond(Instant instant) {
    return instant.equals(instant.truncatedTo(ChronoUnit.SECONDS));
  }
}
