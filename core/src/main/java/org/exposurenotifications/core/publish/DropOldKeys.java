// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.time.Duration;

/**
 * The end of a key's use lies at most so long ago, not its start.
 *
 * @param maxAge still accepted
 */
record DropOldKeys(Duration maxAge) implements KeyRule {
  @Override
  public Verdict judge(DraftKey key, Arrival arrival) {
    return Verdict.dropIf(key.end() < arrival.intervalBefore(maxAge), key, "is too old");
  }
}
