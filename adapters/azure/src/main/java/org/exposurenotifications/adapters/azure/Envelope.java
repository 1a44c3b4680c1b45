// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;

/**
 * What encryption returns: a header, a nonce of 12 bytes, and the data by AES-256-GCM with its tag
 * of 16. The header is authenticated too, before the associated data.
 *
 * <p>The header: format 1 (1 byte); length of the key's version (1), the version (ASCII); length of
 * the wrapped data key (2, big-endian), the wrapped data key.
 */
record Envelope(Header header, Bytes nonceAndSealed) {
  private static final byte FORMAT = 1;
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final int KEY_BITS = 256;

  /** How to get at the data key. */
  record Header(String keyVersion, Bytes wrappedKey) {
    byte[] encode() {
      byte[] version = keyVersion.getBytes(StandardCharsets.US_ASCII);
      return ByteBuffer.allocate(1 + 1 + version.length + 2 + wrappedKey.length())
          .put(FORMAT)
          .put((byte) version.length)
          .put(version)
          .putShort((short) wrappedKey.length())
          .put(wrappedKey.toByteArray())
          .array();
    }

    Bytes seal(SecretKey dataKey, Bytes plaintext, Bytes associatedData) {
      try {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        // without parameters the cipher draws a nonce itself
        cipher.init(Cipher.ENCRYPT_MODE, dataKey);
        byte[] header = encode();
        cipher.updateAAD(header);
        cipher.updateAAD(associatedData.toByteArray());
        byte[] sealed = cipher.doFinal(plaintext.toByteArray());
        return Bytes.of(
            ByteBuffer.allocate(header.length + NONCE_BYTES + sealed.length)
                .put(header)
                .put(cipher.getIV())
                .put(sealed)
                .array());
      } catch (GeneralSecurityException e) {
        throw lacksAes(e);
      }
    }
  }

  static SecretKey freshKey() {
    try {
      KeyGenerator generator = KeyGenerator.getInstance("AES");
      generator.init(KEY_BITS);
      return generator.generateKey();
    } catch (GeneralSecurityException e) {
      throw lacksAes(e);
    }
  }

  /** Empty if this is no envelope. */
  static Optional<Envelope> parse(Bytes ciphertext) {
    ByteBuffer in = ByteBuffer.wrap(ciphertext.toByteArray());
    try {
      if (in.get() != FORMAT) {
        return Optional.empty();
      }
      String version =
          new String(take(in, Byte.toUnsignedInt(in.get())), StandardCharsets.US_ASCII);
      Bytes wrappedKey = Bytes.of(take(in, Short.toUnsignedInt(in.getShort())));
      return in.remaining() < NONCE_BYTES + TAG_BYTES || !version.matches("[0-9a-zA-Z]+")
          ? Optional.empty()
          : Optional.of(
              new Envelope(new Header(version, wrappedKey), Bytes.of(take(in, in.remaining()))));
    } catch (BufferUnderflowException _) {
      return Optional.empty();
    }
  }

  /** Empty if anything, or the associated data, is not what was sealed. */
  Optional<Bytes> open(SecretKey dataKey, Bytes associatedData) {
    byte[] bytes = nonceAndSealed.toByteArray();
    try {
      Cipher cipher = Cipher.getInstance(ALGORITHM);
      cipher.init(
          Cipher.DECRYPT_MODE, dataKey, new GCMParameterSpec(TAG_BYTES * 8, bytes, 0, NONCE_BYTES));
      cipher.updateAAD(header.encode());
      cipher.updateAAD(associatedData.toByteArray());
      return Optional.of(Bytes.of(cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES)));
    } catch (AEADBadTagException _) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw lacksAes(e);
    }
  }

  private static byte[] take(ByteBuffer in, int length) {
    byte[] taken = new byte[Math.min(length, in.remaining() + 1)];
    in.get(taken);
    return taken;
  }

  private static PortFailure lacksAes(GeneralSecurityException cause) {
    return new PortFailure.Permanent("AES-GCM does not work here: use a complete Java", cause);
  }
}
