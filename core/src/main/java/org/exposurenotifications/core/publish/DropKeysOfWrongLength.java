// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/** A key has 16 bytes. */
record DropKeysOfWrongLength() implements KeyRule {
  @Override
  public Verdict judge(DraftKey key, Arrival arrival) {
    return Verdict.dropIf(
        key.data().orElseThrow().length() != TemporaryExposureKey.LENGTH,
        key,
        "does not have 16 bytes");
  }
}
