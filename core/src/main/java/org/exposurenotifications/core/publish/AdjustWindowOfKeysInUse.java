// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

/**
 * A key that its phone still uses is held back, else whoever downloads it could play that phone: it
 * belongs to the publish window after its end (publish.md 5.2).
 */
record AdjustWindowOfKeysInUse() implements KeyRule {
  @Override
  public Verdict judge(DraftKey key, Arrival arrival) {
    return new Verdict.Keep(
        key.end() > arrival.interval()
            ? key.withCreatedAt(arrival.windowOf(Arrival.start(key.end()).plus(arrival.window())))
            : key);
  }
}
