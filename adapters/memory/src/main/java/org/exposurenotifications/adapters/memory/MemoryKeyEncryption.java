// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.jspecify.annotations.Nullable;

/** AES-256-GCM; a ciphertext begins with the version of its key and its nonce. */
final class MemoryKeyEncryption implements KeyEncryption {
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int VERSION_BYTES = 4;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final int OVERHEAD = VERSION_BYTES + NONCE_BYTES + TAG_BYTES;

  /** By name, the newest last. */
  private final Map<String, List<SecretKey>> keys = new ConcurrentHashMap<>();

  @Override
  public void ensure(String keyName) {
    keys.computeIfAbsent(keyName, _ -> List.of(generate()));
  }

  void rotate(String keyName) {
    keys.computeIfPresent(
        keyName, (_, versions) -> Stream.concat(versions.stream(), Stream.of(generate())).toList());
  }

  void destroy(String keyName) {
    keys.remove(keyName);
  }

  @Override
  public Bytes encrypt(String keyName, Bytes plaintext, Bytes associatedData) {
    List<SecretKey> versions = versions(keyName);
    try {
      Cipher cipher = Cipher.getInstance(ALGORITHM);
      // without parameters the cipher draws a nonce of 12 bytes itself
      cipher.init(Cipher.ENCRYPT_MODE, versions.getLast());
      cipher.updateAAD(associatedData.toByteArray());
      byte[] sealed = cipher.doFinal(plaintext.toByteArray());
      return Bytes.of(
          ByteBuffer.allocate(VERSION_BYTES + NONCE_BYTES + sealed.length)
              .putInt(versions.size() - 1)
              .put(cipher.getIV())
              .put(sealed)
              .array());
    } catch (GeneralSecurityException e) {
      throw new PortFailure.Permanent("cannot encrypt under key '" + keyName + "'", e);
    }
  }

  @Override
  public Bytes decrypt(String keyName, Bytes ciphertext, Bytes associatedData) {
    List<SecretKey> versions = versions(keyName);
    byte[] bytes = ciphertext.toByteArray();
    int version = bytes.length < OVERHEAD ? -1 : ByteBuffer.wrap(bytes).getInt();
    if (version < 0 || version >= versions.size()) {
      throw new PortFailure.Permanent("not encrypted under key '" + keyName + "'", null);
    }
    try {
      Cipher cipher = Cipher.getInstance(ALGORITHM);
      cipher.init(
          Cipher.DECRYPT_MODE,
          versions.get(version),
          new GCMParameterSpec(TAG_BYTES * 8, bytes, VERSION_BYTES, NONCE_BYTES));
      cipher.updateAAD(associatedData.toByteArray());
      int begin = VERSION_BYTES + NONCE_BYTES;
      return Bytes.of(cipher.doFinal(bytes, begin, bytes.length - begin));
    } catch (GeneralSecurityException e) {
      throw new PortFailure.Permanent("not encrypted so under key '" + keyName + "'", e);
    }
  }

  private List<SecretKey> versions(String keyName) {
    @Nullable List<SecretKey> versions = keys.get(keyName);
    if (versions == null) {
      throw new PortFailure.Permanent("no encryption key '" + keyName + "'; make it first", null);
    }
    return versions;
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
