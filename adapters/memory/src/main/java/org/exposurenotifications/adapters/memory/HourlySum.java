// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.exposurenotifications.ports.statistics.ClientPlatform;
import org.exposurenotifications.ports.statistics.HourlyStatistics;
import org.exposurenotifications.ports.statistics.PublishStatistic;

/** Adds up the uploads of one hour; of those that revised, the ages are not counted. */
final class HourlySum {
  private HourlySum() {}

  /**
   * @param hour all of the same hour, at least one
   */
  static HourlyStatistics of(List<PublishStatistic> hour) {
    List<PublishStatistic> first = hour.stream().filter(counted -> !counted.revision()).toList();
    List<PublishStatistic> dated = first.stream().filter(c -> c.onsetDays().isPresent()).toList();
    return new HourlyStatistics(
        hour.getFirst().hour(),
        byPlatform(hour),
        hour.stream().mapToLong(PublishStatistic::keys).sum(),
        hour.size() - first.size(),
        spread(first, PublishStatistic::oldestKeyDays, HourlyStatistics.OLDEST_KEY_BUCKETS),
        spread(dated, c -> c.onsetDays().getAsInt(), HourlyStatistics.ONSET_BUCKETS),
        first.size() - dated.size());
  }

  private static Map<ClientPlatform, Long> byPlatform(List<PublishStatistic> hour) {
    return Arrays.stream(ClientPlatform.values())
        .collect(
            Collectors.toMap(
                platform -> platform,
                platform -> hour.stream().filter(c -> c.platform() == platform).count()));
  }

  /** How many fall into each bucket; the last takes everything above. */
  private static List<Long> spread(
      List<PublishStatistic> counted, ToIntFunction<PublishStatistic> days, int buckets) {
    return IntStream.range(0, buckets)
        .mapToObj(bucket ->
            counted.stream()
                .filter(c -> Math.min(days.applyAsInt(c), buckets - 1) == bucket)
                .count())
        .toList();
  }
}
