// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.signature.EcdsaParameters;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.SigningKey;
import org.exposurenotifications.ports.keys.SigningKeys;

/** Signing keys in keyset files. */
final class FileSigningKeys implements SigningKeys {
  private final KeysetDirectory keysets;

  FileSigningKeys(KeysetDirectory keysets) {
    this.keysets = keysets;
  }

  @Override
  public Optional<SigningKey> find(String name) {
    return keysets.find(name).map(keyset -> keyOf(name, keyset));
  }

  @Override
  public SigningKey ensure(String name) {
    return keyOf(name, keysets.ensure(name, parameters()));
  }

  private static SigningKey keyOf(String name, KeysetHandle keyset) {
    return KeysetSigningKey.primaryOf(keyset)
        .orElseThrow(() ->
            new PortFailure.Permanent(
                "the key '" + name + "' is no P-256 signing key: name another", null));
  }

  private static EcdsaParameters parameters() {
    try {
      return EcdsaParameters.builder()
          .setCurveType(EcdsaParameters.CurveType.NIST_P256)
          .setHashType(EcdsaParameters.HashType.SHA256)
          .setSignatureEncoding(EcdsaParameters.SignatureEncoding.DER)
          .setVariant(EcdsaParameters.Variant.NO_PREFIX)
          .build();
    } catch (GeneralSecurityException e) {
      throw new PortFailure.Permanent("P-256 signatures do not work here", e);
    }
  }
}
