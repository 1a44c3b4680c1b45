// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.exposurenotifications.ports.statistics.HourlyStatistics;
import org.exposurenotifications.ports.statistics.PublishStatistic;
import org.exposurenotifications.ports.statistics.StatisticsStore;

final class MemoryStatisticsStore implements StatisticsStore {
  private final State state;

  MemoryStatisticsStore(State state) {
    this.state = state;
  }

  @Override
  public List<HourlyStatistics> hours(String healthAuthority, Instant from, Instant until) {
    synchronized (state) {
      return state.statistics.stream()
          .filter(counted -> counted.healthAuthority().equals(healthAuthority))
          .filter(counted -> !counted.hour().isBefore(from) && counted.hour().isBefore(until))
          .collect(Collectors.groupingBy(PublishStatistic::hour, TreeMap::new, Collectors.toList()))
          .values()
          .stream()
          .map(HourlySum::of)
          .toList();
    }
  }

  @Override
  public int deleteBefore(Instant cutoff) {
    synchronized (state) {
      int before = state.statistics.size();
      state.statistics.removeIf(counted -> counted.hour().isBefore(cutoff));
      return before - state.statistics.size();
    }
  }
}
