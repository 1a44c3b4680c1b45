// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

/** Days are UTC days; keys from before the onset have a negative number. */
record AdjustDaysSinceOnset(SymptomOnset onset) implements KeyRule {
  @Override
  public Verdict judge(DraftKey key, Arrival arrival) {
    return new Verdict.Keep(
        key.withDaysSinceOnset(Arrival.days(onset.interval(), key.rollingStart())));
  }
}
