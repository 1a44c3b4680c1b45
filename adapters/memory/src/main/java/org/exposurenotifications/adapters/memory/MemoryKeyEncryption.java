// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.jspecify.annotations.Nullable;

/** AES-256-GCM; a ciphertext begins with its nonce. */
final class MemoryKeyEncryption implements KeyEncryption {
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;

  private final Map<String, SecretKey> keys = new ConcurrentHashMap<>();

  @Override
  public void ensure(String keyName) {
    keys.computeIfAbsent(keyName, _ -> generate());
  }

  @Override
  public Bytes encrypt(String keyName, Bytes plaintext, Bytes associatedData) {
    SecretKey key = key(keyName);
    try {
      Cipher cipher = Cipher.getInstance(ALGORITHM);
      // without parameters the cipher draws a nonce of 12 bytes itself
      cipher.init(Cipher.ENCRYPT_MODE, key);
      cipher.updateAAD(associatedData.toByteArray());
      byte[] sealed = cipher.doFinal(plaintext.toByteArray());
      return Bytes.of(
          ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(cipher.getIV()).put(sealed).array());
    } catch (GeneralSecurityException e) {
      throw new PortFailure.Permanent("cannot encrypt under key '" + keyName + "'", e);
    }
  }

  @Override
  public Bytes decrypt(String keyName, Bytes ciphertext, Bytes associatedData) {
    SecretKey key = key(keyName);
    if (ciphertext.length() < NONCE_BYTES + TAG_BYTES) {
      throw new PortFailure.Permanent("not encrypted under key '" + keyName + "'", null);
    }
    byte[] bytes = ciphertext.toByteArray();
    try {
      Cipher cipher = Cipher.getInstance(ALGORITHM);
      cipher.init(
          Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * 8, bytes, 0, NONCE_BYTES));
      cipher.updateAAD(associatedData.toByteArray());
      return Bytes.of(cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES));
    } catch (GeneralSecurityException e) {
      throw new PortFailure.Permanent("not encrypted so under key '" + keyName + "'", e);
    }
  }

  private SecretKey key(String keyName) {
    @Nullable SecretKey key = keys.get(keyName);
    if (key == null) {
      throw new PortFailure.Permanent("no encryption key '" + keyName + "'; make it first", null);
    }
    return key;
  }

  private static SecretKey generate() {
    try {
      KeyGenerator generator = KeyGenerator.getInstance("AES");
      generator.init(256);
      return generator.generateKey();
    } catch (GeneralSecurityException e) {
      throw new PortFailure.Permanent("cannot make an AES key; use a complete Java runtime", e);
    }
  }
}
