// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.KeyEncryption;

/** An encryption in order, to be broken by those who extend it. */
class Aes implements KeyEncryption {
  private final Map<String, SecretKeySpec> keys = new ConcurrentHashMap<>();
  private final AtomicLong nonce = new AtomicLong();

  @Override
  public void ensure(String keyName) {
    byte[] key = new byte[32];
    key[0] = (byte) keyName.hashCode();
    keys.putIfAbsent(keyName, new SecretKeySpec(key, "AES"));
  }

  @Override
  public Bytes encrypt(String keyName, Bytes plaintext, Bytes associatedData) {
    byte[] iv = ByteBuffer.allocate(12).putLong(nextNonce()).array();
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
    SecretKeySpec key =
        Optional.ofNullable(keys.get(keyName))
            .orElseThrow(() -> new PortFailure.Permanent("no key", null));
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(128, iv));
      cipher.updateAAD(associatedData.toByteArray());
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new PortFailure.Permanent("refused", e);
    }
  }
}
