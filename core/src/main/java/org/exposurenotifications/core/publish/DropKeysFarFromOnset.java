// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

/**
 * A key of days when nobody was infectious is no fault: phones send all they have, and some cannot
 * handle a partial failure (publish.md 5.3).
 *
 * @param maxDays still accepted, either way
 */
record DropKeysFarFromOnset(int maxDays) implements KeyRule {
  @Override
  public Verdict judge(DraftKey key, Arrival arrival) {
    return Math.abs(key.daysSinceOnset()) > maxDays
        ? new Verdict.DropWithWarning("is too many days away from symptom onset")
        : new Verdict.Keep(key);
  }
}
