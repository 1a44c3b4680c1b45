// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.ports.secrets.SecretStore;

/** Key Vault's secrets: {@code name} for the newest version, or {@code name/version}. */
final class AzureSecretStore implements SecretStore {
  private final AzureClients clients;
  private final AzureRequests requests;

  AzureSecretStore(AzureClients clients, AzureRequests requests) {
    this.clients = clients;
    this.requests = requests;
  }

  @Override
  public Optional<Secret> find(String reference) {
    return VaultName.of(reference)
        .flatMap(this::get)
        .map(found -> new Secret(Bytes.of(found.getValue().getBytes(StandardCharsets.UTF_8))));
  }

  private Optional<KeyVaultSecret> get(VaultName name) {
    Attempt attempt =
        new Attempt(
            "read the secret '" + name + "'", "the role Key Vault Secrets User", "create it");
    return requests.find(
        attempt, () -> clients.secrets().getSecret(name.name(), name.version().orElse("")));
  }
}
