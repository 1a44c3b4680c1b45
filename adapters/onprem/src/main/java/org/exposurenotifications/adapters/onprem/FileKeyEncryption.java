// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.KeyEncryption;

/** AES-256-GCM under keyset files: the primary key seals, every key of the set opens. */
final class FileKeyEncryption implements KeyEncryption {
  private final KeysetDirectory keysets;

  FileKeyEncryption(KeysetDirectory keysets) {
    this.keysets = keysets;
  }

  @Override
  public void ensure(String keyName) {
    KeysetHandle _ = keysets.ensure(keyName, PredefinedAeadParameters.AES256_GCM);
  }

  @Override
  public Bytes encrypt(String keyName, Bytes plaintext, Bytes associatedData) {
    try {
      return Bytes.of(aead(keyName).encrypt(plaintext.toByteArray(), associatedData.toByteArray()));
    } catch (GeneralSecurityException e) {
      throw new PortFailure.Permanent("the key '" + keyName + "' cannot encrypt", e);
    }
  }

  @Override
  public Bytes decrypt(String keyName, Bytes ciphertext, Bytes associatedData) {
    try {
      return Bytes.of(
          aead(keyName).decrypt(ciphertext.toByteArray(), associatedData.toByteArray()));
    } catch (GeneralSecurityException e) {
      throw new PortFailure.Permanent(
          "the key '" + keyName + "' does not open this: it was changed, or sealed otherwise", e);
    }
  }

  private Aead aead(String keyName) throws GeneralSecurityException {
    return keysets
        .find(keyName)
        .orElseThrow(() ->
            new PortFailure.Permanent(
                "there is no encryption key '" + keyName + "': make it first", null))
        .getPrimitive(AeadConfig2026.get(), Aead.class);
  }
}
