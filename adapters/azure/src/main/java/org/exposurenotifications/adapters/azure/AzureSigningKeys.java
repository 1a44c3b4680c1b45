// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import com.azure.security.keyvault.keys.models.CreateEcKeyOptions;
import com.azure.security.keyvault.keys.models.KeyCurveName;
import com.azure.security.keyvault.keys.models.KeyOperation;
import com.azure.security.keyvault.keys.models.KeyType;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.SigningKey;
import org.exposurenotifications.ports.keys.SigningKeys;
import reactor.core.publisher.Mono;

/**
 * P-256 keys of Key Vault: {@code name/version}, or {@code name} for the first version there ever
 * was, which a rotation does not change.
 *
 * <p>Key Vault knows no "create unless present": creating a key again adds a version. So whoever
 * makes a key takes the oldest version afterwards, by creation time and then by id. As these times
 * are whole seconds, it waits before it looks until no version can come that would count as older.
 */
final class AzureSigningKeys implements SigningKeys {
  /** One second for the rounding, and one for clocks of the vault that differ. */
  static final Duration SETTLING = Duration.ofSeconds(2);

  private static final Set<KeyType> KINDS = Set.of(KeyType.EC, KeyType.EC_HSM);

  private final AzureClients clients;
  private final VaultKeys keys;
  private final boolean hsm;
  private final Duration settling;
  private final Lock making = new ReentrantLock();

  AzureSigningKeys(AzureClients clients, VaultKeys keys, boolean hsm, Duration settling) {
    this.clients = clients;
    this.keys = keys;
    this.hsm = hsm;
    this.settling = settling;
  }

  @Override
  public Optional<SigningKey> find(String name) {
    return VaultName.of(name).flatMap(this::find);
  }

  @Override
  public SigningKey ensure(String name) {
    VaultName key =
        VaultName.of(name)
            .orElseThrow(() ->
                new PortFailure.Permanent(
                    "'" + name + "' cannot be a key's: use up to 127 letters, digits and dashes",
                    null));
    return find(key).orElseGet(() -> make(key));
  }

  private Optional<SigningKey> find(VaultName key) {
    return key.version()
        .map(version -> keys.version(key.name(), version))
        .orElseGet(() -> keys.first(key.name()))
        .map(found -> signing(key, found));
  }

  private SigningKey make(VaultName key) {
    if (key.version().isPresent()) {
      throw new PortFailure.Permanent(
          "there is no key '" + key + "': the vault chooses versions, so name the key alone", null);
    }
    making.lock();
    try {
      return find(key).orElseGet(() -> makeNow(key));
    } finally {
      making.unlock();
    }
  }

  private SigningKey makeNow(VaultName key) {
    CreateEcKeyOptions options =
        new CreateEcKeyOptions(key.name())
            .setCurveName(KeyCurveName.P_256)
            .setHardwareProtected(hsm)
            .setKeyOperations(KeyOperation.SIGN, KeyOperation.VERIFY);
    KeyVaultKey made = keys.create(options, _ -> clients.keys().createEcKey(options));
    Mono.delay(settling).block();
    return find(key).orElseGet(() -> signing(key, made));
  }

  private SigningKey signing(VaultName key, KeyVaultKey found) {
    if (!KINDS.contains(found.getKeyType())
        || !KeyCurveName.P_256.equals(found.getKey().getCurveName())) {
      throw new PortFailure.Permanent(
          "the key '" + key + "' is no P-256 signing key: name another", null);
    }
    return AzureSigningKey.of(keys, key, found);
  }
}
