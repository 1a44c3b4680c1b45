// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

/** Transmission risk is 0, for unknown, to 8. */
record DropInvalidRisks() implements KeyRule {
  @Override
  public Verdict judge(DraftKey key, Arrival arrival) {
    return Verdict.dropIf(
        key.transmissionRisk() < 0 || key.transmissionRisk() > 8,
        key,
        "has a transmission risk out of 0 to 8");
  }
}
