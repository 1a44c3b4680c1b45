// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import org.exposurenotifications.core.certificate.KeyText;

/**
 * A key as a phone sent it, unvalidated (publish.md 2.1).
 *
 * @param key base64 of any flavour; empty if absent
 * @param rollingStartNumber 0 if absent
 * @param rollingPeriod 0 if absent
 * @param transmissionRisk 0 if absent
 */
public record ClientKey(
    String key, int rollingStartNumber, int rollingPeriod, long transmissionRisk) {
  /** As the MAC covers it. */
  KeyText text() {
    return new KeyText(key, rollingStartNumber, rollingPeriod, transmissionRisk);
  }

  /** Key bytes do not belong into logs. */
  @Override
  public String toString() {
    return "ClientKey[redacted]";
  }
}
