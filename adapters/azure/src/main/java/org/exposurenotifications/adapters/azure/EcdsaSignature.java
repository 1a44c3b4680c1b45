// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;

/** The two ways to write an ECDSA signature of P-256. */
final class EcdsaSignature {
  private static final int HALF = 32;
  private static final byte SEQUENCE = 0x30;
  private static final byte INTEGER = 0x02;

  private EcdsaSignature() {}

  /**
   * @param p1363 r and s, each of 32 bytes, as Key Vault answers (RFC 7518, 3.4)
   * @return a DER sequence of two integers
   */
  static Bytes toDer(byte[] p1363) {
    if (p1363.length != 2 * HALF) {
      throw new PortFailure.Permanent(
          "a signature of " + p1363.length + " bytes is not one of P-256", null);
    }
    // as short as it can be, with a zero before what would look negative: just what DER asks for
    byte[] r = new BigInteger(1, p1363, 0, HALF).toByteArray();
    byte[] s = new BigInteger(1, p1363, HALF, HALF).toByteArray();
    int content = 2 + r.length + 2 + s.length;
    return Bytes.of(
        ByteBuffer.allocate(2 + content)
            .put(SEQUENCE)
            .put((byte) content)
            .put(INTEGER)
            .put((byte) r.length)
            .put(r)
            .put(INTEGER)
            .put((byte) s.length)
            .put(s)
            .array());
  }
}
