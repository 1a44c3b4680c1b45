// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.time.Duration;
import java.util.Optional;
import org.exposurenotifications.ports.exposure.Region;

/**
 * Limits of acceptance (publish.md 15.2).
 *
 * @param maxKeys most keys in a request, 1 or more
 * @param maxSameStartKeys most keys of one start, 1 or more
 * @param maxAge how long ago a key's use may have ended
 * @param truncateWindow length of publish windows, whole seconds; the same in export
 * @param maxSymptomOnsetDays most days between onset and a key, either way
 * @param maxValidOnsetReportDays how long ago an onset may be
 * @param defaultOnsetDaysAgo onset assumed where none is known
 * @param releaseSameDayKeys publish keys that are still in use; for tests only
 * @param allowPartialRevisions leave out keys that the token does not cover, instead of refusing
 * @param defaultRegion of apps without regions
 * @param authorizedAppCache within which a change of registered apps is seen; twice that if the
 *     store fails or no request came meanwhile
 * @param verificationCache likewise of registered authorities
 */
public record PublishSettings(
    int maxKeys,
    int maxSameStartKeys,
    Duration maxAge,
    Duration truncateWindow,
    int maxSymptomOnsetDays,
    int maxValidOnsetReportDays,
    int defaultOnsetDaysAgo,
    boolean releaseSameDayKeys,
    boolean allowPartialRevisions,
    Optional<Region> defaultRegion,
    Duration authorizedAppCache,
    Duration verificationCache) {
  public static final PublishSettings DEFAULT =
      new PublishSettings(
          30,
          3,
          Duration.ofDays(15),
          Duration.ofHours(1),
          14,
          28,
          4,
          false,
          false,
          Optional.empty(),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5));
}
