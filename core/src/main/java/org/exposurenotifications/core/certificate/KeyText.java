// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

/**
 * A key as the MAC covers it: literally, valid or not (publish.md 4.3).
 *
 * @param key the text that was sent, never re-encoded
 */
public record KeyText(String key, int rollingStart, int rollingPeriod, long transmissionRisk) {
  /** Key bytes do not belong into logs. */
  @Override
  public String toString() {
    return "KeyText[redacted]";
  }

  String threeFields() {
    return key + "." + rollingStart + "." + rollingPeriod;
  }

  String fourFields() {
    return threeFields() + "." + transmissionRisk;
  }
}
