// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.token;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;

/** What became of unwrapping a data key. */
sealed interface DataKey {
  int LENGTH = 32;

  /** Seals and opens with AES-256-GCM: nonce of 12 bytes, ciphertext, tag of 16 bytes. */
  record Usable(Aead aead) implements DataKey {}

  /** The platform could not or would not unwrap it; other keys go on working. */
  record Unusable(PortFailure failure) implements DataKey {}

  @AccessesPartialKey
  static DataKey of(Bytes key) {
    try {
      return new Usable(
          AesGcmJce.create(
              AesGcmKey.builder()
                  .setParameters(
                      AesGcmParameters.builder()
                          .setKeySizeBytes(LENGTH)
                          .setIvSizeBytes(12)
                          .setTagSizeBytes(16)
                          .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                          .build())
                  .setKeyBytes(
                      SecretBytes.copyFrom(key.toByteArray(), InsecureSecretKeyAccess.get()))
                  .build()));
    } catch (GeneralSecurityException e) {
      return new Unusable(
          new PortFailure.Permanent("a data key of revision tokens is no AES-256 key", e));
    }
  }
}
