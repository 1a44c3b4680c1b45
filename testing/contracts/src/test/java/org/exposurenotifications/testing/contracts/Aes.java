// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.KeyEncryption;

/** An encryption in order, to be broken by those who extend it. */
class Aes implements KeyEncryptionContract, KeyEncryption {
  final Map<String, List<SecretKeySpec>> keys = new ConcurrentHashMap<>();
  private final AtomicLong nonce = new AtomicLong();

  @Override
  public KeyEncryption keyEncryption() {
    return this;
  }

  @Override
  public void ensure(String keyName) {
    keys.putIfAbsent(keyName, List.of(key(keyName, 0)));
  }

  @Override
  public void rotateEncryptionKey(String keyName) {
    keys.computeIfPresent(
        keyName,
        (_, versions) ->
            Stream.concat(versions.stream(), Stream.of(key(keyName, versions.size()))).toList());
  }

  @Override
  public void destroyEncryptionKey(String keyName) {
    keys.remove(keyName);
  }

  @Override
  public Bytes encrypt(String keyName, Bytes plaintext, Bytes associatedData) {
    int newest = versions(keyName).size() - 1;
    byte[] iv = ByteBuffer.allocate(12).putLong(nextNonce()).putInt(newest).array();
    byte[] sealed = run(Cipher.ENCRYPT_MODE, keyName, iv, plaintext.toByteArray(), associatedData);
    return Bytes.of(ByteBuffer.allocate(12 + sealed.length).put(iv).put(sealed).array());
  }

  @Override
  public Bytes decrypt(String keyName, Bytes ciphertext, Bytes associatedData) {
    if (ciphertext.length() < 28) {
      throw new PortFailure.Permanent("too short", null);
    }
    byte[] iv = new byte[12];
    byte[] sealed = new byte[ciphertext.length() - 12];
    ByteBuffer.wrap(ciphertext.toByteArray()).get(iv).get(sealed);
    return Bytes.of(run(Cipher.DECRYPT_MODE, keyName, iv, sealed, associatedData));
  }

  long nextNonce() {
    return nonce.incrementAndGet();
  }

  private byte[] run(int mode, String keyName, byte[] iv, byte[] input, Bytes associatedData) {
    int version = ByteBuffer.wrap(iv).getInt(8);
    SecretKeySpec key =
        versions(keyName).stream()
            .skip(Math.max(0, version))
            .findFirst()
            .orElseThrow(() -> new PortFailure.Permanent("no such version", null));
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(128, iv));
      cipher.updateAAD(associatedData.toByteArray());
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new PortFailure.Permanent("refused", e);
    }
  }

  private List<SecretKeySpec> versions(String keyName) {
    return Optional.ofNullable(keys.get(keyName))
        .orElseThrow(() -> new PortFailure.Permanent("no key", null));
  }

  static SecretKeySpec key(String keyName, int version) {
    byte[] key = new byte[32];
    key[0] = (byte) keyName.hashCode();
    key[1] = (byte) version;
    return new SecretKeySpec(key, "AES");
  }
}
