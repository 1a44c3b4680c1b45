// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/** Revision tokens byte by byte as the Go server makes them (publish.md 6.5). */
final class GoServerToken {
  private static final int ENTRIES = 28;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private GoServerToken() {}

  /**
   * @param keyId of the row with the data key
   * @param dataKey 32 bytes
   * @param aad what REVISION_TOKEN_AAD stands for
   * @return as phones keep it
   */
  static String of(long keyId, byte[] dataKey, byte[] aad, TemporaryExposureKey key)
      throws GeneralSecurityException {
    byte[] nonce = new byte[NONCE];
    nonce[0] = 1;
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(dataKey, "AES"),
        new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(aad);
    byte[] sealed = cipher.doFinal(plaintext(key));
    var data = new ByteArrayOutputStream();
    data.writeBytes(nonce);
    data.writeBytes(sealed);
    var envelope = new ByteArrayOutputStream();
    field(envelope, 1, Long.toString(keyId).getBytes(StandardCharsets.US_ASCII));
    field(envelope, 2, data.toByteArray());
    return Base64.getEncoder().encodeToString(envelope.toByteArray());
  }

  private static byte[] plaintext(TemporaryExposureKey key) {
    var content = new ByteArrayOutputStream();
    var entry = new ByteArrayOutputStream();
    field(entry, 1, key.keyData().toByteArray());
    number(entry, 2, key.rollingStart().value());
    number(entry, 3, key.rollingPeriod());
    field(content, 1, entry.toByteArray());
    var dummy = new ByteArrayOutputStream();
    field(dummy, 1, new byte[TemporaryExposureKey.LENGTH]);
    for (int i = 1; i < ENTRIES; i++) {
      field(content, 1, dummy.toByteArray());
    }
    return content.toByteArray();
  }

  private static void field(ByteArrayOutputStream out, int number, byte[] value) {
    out.write((number << 3) | 2);
    varint(out, value.length);
    out.writeBytes(value);
  }

  private static void number(ByteArrayOutputStream out, int number, int value) {
    out.write(number << 3);
    varint(out, value);
  }

  private static void varint(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest >= 0x80) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }
}
