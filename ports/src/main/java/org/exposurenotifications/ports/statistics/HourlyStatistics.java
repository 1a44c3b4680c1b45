// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.statistics;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The uploads of an authority in one hour (publish.md 8.1).
 *
 * @param hour its beginning, UTC
 * @param publishes uploads by platform; each platform has an entry
 * @param keys added and revised
 * @param revisions uploads that revised a key
 * @param oldestKeyDays 16 counts of uploads by the age of their oldest key: 0 to 14 days, 15 or
 *     more
 * @param onsetDays 30 counts of uploads by days since onset: 0 to 28, 29 or more
 * @param missingOnset uploads without symptom onset
 */
public record HourlyStatistics(
    Instant hour,
    Map<ClientPlatform, Long> publishes,
    long keys,
    long revisions,
    List<Long> oldestKeyDays,
    List<Long> onsetDays,
    long missingOnset) {
  public static final int OLDEST_KEY_BUCKETS = 16;
  public static final int ONSET_BUCKETS = 30;

  public HourlyStatistics {
    publishes = Map.copyOf(publishes);
    oldestKeyDays = List.copyOf(oldestKeyDays);
    onsetDays = List.copyOf(onsetDays);
  }
}
