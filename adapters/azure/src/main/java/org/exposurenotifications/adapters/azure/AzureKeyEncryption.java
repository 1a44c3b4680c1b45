// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.azure.security.keyvault.keys.models.KeyOperation;
import com.azure.security.keyvault.keys.models.KeyType;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.KeyEncryption;

/**
 * Envelopes under RSA keys of Key Vault: a fresh AES key seals the data and the associated data,
 * which Key Vault itself would ignore, and Key Vault wraps that key by RSA-OAEP with SHA-256.
 *
 * <p>The newest version wraps; an envelope names its version, so that earlier ones still open. Two
 * callers who make a key at once make two versions, and what either wrapped opens.
 */
final class AzureKeyEncryption implements KeyEncryption {
  private static final KeyWrapAlgorithm WRAPPING = KeyWrapAlgorithm.RSA_OAEP_256;
  private static final Set<KeyType> KINDS = Set.of(KeyType.RSA, KeyType.RSA_HSM);
  private static final int KEY_BITS = 3072;

  private final AzureClients clients;
  private final VaultKeys keys;
  private final boolean hsm;
  private final Lock making = new ReentrantLock();

  AzureKeyEncryption(AzureClients clients, VaultKeys keys, boolean hsm) {
    this.clients = clients;
    this.keys = keys;
    this.hsm = hsm;
  }

  @Override
  public void ensure(String keyName) {
    making.lock();
    try {
      if (find(keyName).isEmpty()) {
        CreateRsaKeyOptions options =
            new CreateRsaKeyOptions(keyName)
                .setKeySize(KEY_BITS)
                .setHardwareProtected(hsm)
                .setKeyOperations(KeyOperation.WRAP_KEY, KeyOperation.UNWRAP_KEY);
        KeyVaultKey _ = keys.create(options, _ -> clients.keys().createRsaKey(options));
      }
    } finally {
      making.unlock();
    }
  }

  @Override
  public Bytes encrypt(String keyName, Bytes plaintext, Bytes associatedData) {
    KeyVaultKey key =
        find(keyName)
            .orElseThrow(() ->
                new PortFailure.Permanent(
                    "there is no encryption key '" + keyName + "': make it first", null));
    SecretKey dataKey = Envelope.freshKey();
    byte[] wrapped =
        keys.use(
                "encrypt",
                keyName,
                key.getId(),
                vault -> vault.wrapKey(WRAPPING, dataKey.getEncoded()))
            .getEncryptedKey();
    return new Envelope.Header(key.getProperties().getVersion(), Bytes.of(wrapped))
        .seal(dataKey, plaintext, associatedData);
  }

  @Override
  public Bytes decrypt(String keyName, Bytes ciphertext, Bytes associatedData) {
    Envelope envelope =
        Envelope.parse(ciphertext)
            .filter(_ -> isName(keyName))
            .orElseThrow(() -> doesNotOpen(keyName));
    Envelope.Header header = envelope.header();
    byte[] dataKey =
        keys.use(
                "decrypt",
                keyName,
                clients.keyId(keyName, header.keyVersion()),
                vault -> vault.unwrapKey(WRAPPING, header.wrappedKey().toByteArray()))
            .getKey();
    return envelope
        .open(new SecretKeySpec(dataKey, "AES"), associatedData)
        .orElseThrow(() -> doesNotOpen(keyName));
  }

  private Optional<KeyVaultKey> find(String keyName) {
    if (!isName(keyName)) {
      throw new PortFailure.Permanent(
          "'" + keyName + "' cannot be a key's: use up to 127 letters, digits and dashes", null);
    }
    Optional<KeyVaultKey> found = keys.newest(keyName);
    if (found.isPresent() && !KINDS.contains(found.get().getKeyType())) {
      throw new PortFailure.Permanent(
          "the key '" + keyName + "' is no RSA key, which encryption needs: name another", null);
    }
    return found;
  }

  private static boolean isName(String keyName) {
    return VaultName.of(keyName).filter(name -> name.version().isEmpty()).isPresent();
  }

  private static PortFailure doesNotOpen(String keyName) {
    return new PortFailure.Permanent(
        "the key '" + keyName + "' does not open this: it was changed, or sealed otherwise", null);
  }
}
