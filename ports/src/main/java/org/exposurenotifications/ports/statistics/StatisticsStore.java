// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.statistics;

import java.time.Instant;
import java.util.List;

/** What was counted, by authority and hour. Thread-safe. */
public interface StatisticsStore {
  /**
   * Sums up.
   *
   * @param healthAuthority its issuer
   * @param from first hour
   * @param until first hour no more
   * @return one sum for each hour that has uploads, ascending
   */
  List<HourlyStatistics> hours(String healthAuthority, Instant from, Instant until);

  /**
   * Forgets what was counted in hours before {@code cutoff}.
   *
   * @return how many counted uploads went
   */
  int deleteBefore(Instant cutoff);
}
