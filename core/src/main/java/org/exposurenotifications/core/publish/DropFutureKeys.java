// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

/** A key's use has begun, at the latest in the current interval. */
record DropFutureKeys() implements KeyRule {
  @Override
  public Verdict judge(DraftKey key, Arrival arrival) {
    return Verdict.dropIf(key.rollingStart() > arrival.interval(), key, "starts in the future");
  }
}
