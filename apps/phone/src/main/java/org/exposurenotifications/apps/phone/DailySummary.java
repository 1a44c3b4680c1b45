// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A day's exposure, every weight being 1 (verification-and-phone.md 14.6, 9).
 *
 * @param date UTC
 * @param sum of all windows
 * @param longest of a single window
 */
record DailySummary(LocalDate date, Duration sum, Duration longest) {
  /** One for each day that has a window, by date. */
  static List<DailySummary> of(List<ExposureWindow> windows) {
    return windows.stream()
        .collect(
            Collectors.groupingBy(
                ExposureWindow::date,
                TreeMap::new,
                Collectors.mapping(ExposureWindow::weightedDuration, Collectors.toList())))
        .entrySet()
        .stream()
        .map(day ->
            new DailySummary(
                day.getKey(),
                day.getValue().stream().reduce(Duration.ZERO, Duration::plus),
                day.getValue().stream().reduce(Duration.ZERO, DailySummary::longer)))
        .toList();
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
