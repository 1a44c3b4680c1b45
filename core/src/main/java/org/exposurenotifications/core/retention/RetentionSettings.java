// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.retention;

import java.time.Duration;

/**
 * How long things are kept (export-and-operations.md 7.4, 18.2).
 *
 * @param ttl of keys, files and statistics; at least 10 days unless {@code allowShortTtl}
 * @param timeout after which a run stops
 * @param allowShortTtl for tests only
 */
public record RetentionSettings(Duration ttl, Duration timeout, boolean allowShortTtl) {
  public static final Duration MINIMUM_TTL = Duration.ofDays(10);

  public static final RetentionSettings DEFAULT =
      new RetentionSettings(Duration.ofDays(14), Duration.ofMinutes(10), false);
}
