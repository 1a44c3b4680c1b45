// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.util.Optional;
import org.exposurenotifications.ports.Bytes;

/**
 * What a broadcast tells to those who know its key (verification-and-phone.md 14.3).
 *
 * @param confidence how well the power is known, 0 to 3
 * @param txPower in dBm
 */
record Metadata(int confidence, int txPower) {
  private static final int LENGTH = 4;
  private static final int VERSION_1_1 = 0x50;

  Bytes encode() {
    return Bytes.of(new byte[] {(byte) (VERSION_1_1 | confidence << 2), (byte) txPower, 0, 0});
  }

  /** Empty if the length is wrong, or no phone sends with such a power. */
  static Optional<Metadata> decode(Bytes metadata) {
    if (metadata.length() != LENGTH) {
      return Optional.empty();
    }
    byte[] bytes = metadata.toByteArray();
    boolean plausible = -50 <= bytes[1] && bytes[1] <= 20;
    return plausible ? Optional.of(new Metadata(bytes[0] >> 2 & 3, bytes[1])) : Optional.empty();
  }
}
