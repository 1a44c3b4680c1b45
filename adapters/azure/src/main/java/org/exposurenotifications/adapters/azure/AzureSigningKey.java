// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.keys.SigningKey;

/** One version of a key in Key Vault, which signs there. */
record AzureSigningKey(VaultKeys keys, VaultName name, String keyId, Bytes publicKey)
    implements SigningKey {
  static SigningKey of(VaultKeys keys, VaultName name, KeyVaultKey key) {
    return new AzureSigningKey(
        keys, name, key.getId(), Bytes.of(key.getKey().toEc().getPublic().getEncoded()));
  }

  @Override
  public Bytes signDigest(Bytes sha256) {
    if (sha256.length() != 32) {
      throw new IllegalArgumentException("digest of " + sha256.length() + " bytes");
    }
    return EcdsaSignature.toDer(
        keys.use(
                "sign",
                name.toString(),
                keyId,
                vault -> vault.sign(SignatureAlgorithm.ES256, sha256.toByteArray()))
            .getSignature());
  }
}
