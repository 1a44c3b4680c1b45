// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/** Wraps older encodings of private keys as PKCS #8 (RFC 5208), which Java reads. */
final class Pkcs8 {
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;

  /** Of SEC 1: the curve's name. */
  private static final int PARAMETERS = 0xA0;

  private static final byte[] VERSION = HexFormat.of().parseHex("020100");
  private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d0101010500");
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

  private Pkcs8() {}

  /**
   * @param key PKCS #1 (RFC 8017)
   */
  static byte[] ofRsa(byte[] key) {
    return wrapped(RSA, key);
  }

  /**
   * @param key SEC 1 (RFC 5915)
   * @throws IllegalArgumentException if it does not name its curve
   */
  static byte[] ofEc(byte[] key) {
    int at = contentOf(key, 0);
    while (at < key.length) {
      int content = contentOf(key, at);
      int end = content + length(key, at);
      if ((key[at] & 0xFF) == PARAMETERS && end <= key.length) {
        return wrapped(concat(EC, Arrays.copyOfRange(key, content, end)), key);
      }
      at = end;
    }
    throw new IllegalArgumentException("holds a key that does not name its curve");
  }

  private static byte[] wrapped(byte[] algorithm, byte[] key) {
    return tagged(
        SEQUENCE, concat(VERSION, tagged(SEQUENCE, algorithm), tagged(OCTET_STRING, key)));
  }

  private static int contentOf(byte[] der, int at) {
    return at + 2 + (isShort(der, at) ? 0 : at(der, at + 1) & 0x7F);
  }

  private static int length(byte[] der, int at) {
    if (isShort(der, at)) {
      return at(der, at + 1);
    }
    int length = 0;
    for (int i = at + 2; i < contentOf(der, at); i++) {
      length = Math.addExact(Math.multiplyExact(length, 256), at(der, i));
    }
    return length;
  }

  private static boolean isShort(byte[] der, int at) {
    return at(der, at + 1) < 0x80;
  }

  private static int at(byte[] der, int index) {
    if (index >= der.length) {
      throw new IllegalArgumentException("holds a key that is cut off");
    }
    return der[index] & 0xFF;
  }

  private static byte[] tagged(int tag, byte[] content) {
    byte[] head =
        content.length < 0x80
            ? new byte[] {(byte) tag, (byte) content.length}
            : new byte[] {
              (byte) tag, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length
            };
    return concat(head, content);
  }

  private static byte[] concat(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
