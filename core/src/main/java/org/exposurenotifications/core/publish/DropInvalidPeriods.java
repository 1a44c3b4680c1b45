// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import org.exposurenotifications.ports.exposure.IntervalNumber;

/** A key is used for one interval to a day; there is no default. */
record DropInvalidPeriods() implements KeyRule {
  @Override
  public Verdict judge(DraftKey key, Arrival arrival) {
    return Verdict.dropIf(
        key.rollingPeriod() < 1 || key.rollingPeriod() > IntervalNumber.PER_DAY,
        key,
        "has a rolling period out of 1 to 144");
  }
}
