// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

/** Base64 of any flavour passes (publish.md 2.4). */
record DropUndecodableKeys() implements KeyRule {
  @Override
  public Verdict judge(DraftKey key, Arrival arrival) {
    return Verdict.dropIf(key.data().isEmpty(), key, "is not base64");
  }
}
