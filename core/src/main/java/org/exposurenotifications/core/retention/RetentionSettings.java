// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.retention;

import java.time.Duration;
import java.time.Instant;
import org.exposurenotifications.core.publish.PublishSettings;
import org.exposurenotifications.ports.exposure.ExposureStore.Expiry;
import org.exposurenotifications.ports.exposure.IntervalNumber;

/**
 * How long things are kept (export-and-operations.md 7.4, 18.2).
 *
 * @param ttl of keys, files and statistics; at least 10 days unless {@code allowShortTtl}
 * @param maxAge how long ago the use of an uploaded key may have ended, as publishing has it
 * @param timeout after which a run stops
 * @param allowShortTtl for tests only
 */
public record RetentionSettings(
    Duration ttl, Duration maxAge, Duration timeout, boolean allowShortTtl) {
  public static final Duration MINIMUM_TTL = Duration.ofDays(10);

  public static final RetentionSettings DEFAULT =
      new RetentionSettings(
          Duration.ofDays(14), PublishSettings.DEFAULT.maxAge(), Duration.ofMinutes(10), false);

  /** Clocks of servers differ, and an upload that arrived in time may be under way. */
  private static final Duration MARGIN = Duration.ofHours(1);

  /** After a revision even a daily batch was written, also at the second attempt. */
  private static final Duration REVISION_EXPORTED = Duration.ofDays(2);

  /**
   * Which keys are deleted: those kept for long enough that nobody could upload again. Otherwise a
   * key that was revised to negative could be uploaded by anyone who has it from a published file,
   * and would be published again. A revised key stays until its revision is exported. A time to
   * live that only tests may have counts alone.
   */
  public Expiry keyExpiry(Instant now) {
    Duration kept = ttl.compareTo(MINIMUM_TTL) < 0 ? Duration.ZERO : maxAge.plus(MARGIN);
    Duration revisionKept = REVISION_EXPORTED.compareTo(ttl) < 0 ? REVISION_EXPORTED : ttl;
    return new Expiry(now.minus(ttl), IntervalNumber.at(now.minus(kept)), now.minus(revisionKept));
  }
}
