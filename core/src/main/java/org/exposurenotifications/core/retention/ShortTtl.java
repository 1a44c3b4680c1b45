// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.retention;

import org.exposurenotifications.core.job.JobFailure;

/** Guards against forgetting what is still needed (export-and-operations.md 7.4). */
final class ShortTtl {
  private ShortTtl() {}

  /**
   * @throws JobFailure if things would not be kept for long enough
   */
  static void refuse(RetentionSettings settings) {
    if (!settings.allowShortTtl() && settings.ttl().compareTo(RetentionSettings.MINIMUM_TTL) < 0) {
      throw new JobFailure(
          "CLEANUP_TTL is %s h, and has to be at least %s h: nothing was deleted; set it to 336h"
              .formatted(settings.ttl().toHours(), RetentionSettings.MINIMUM_TTL.toHours()));
    }
  }
}
