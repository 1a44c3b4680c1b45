// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import com.azure.security.keyvault.keys.cryptography.CryptographyAsyncClient;
import com.azure.security.keyvault.keys.models.CreateKeyOptions;
import com.azure.security.keyvault.keys.models.KeyProperties;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Keys in Key Vault and their versions; the private halves stay there. */
final class VaultKeys {
  private static final String USER = "the role Key Vault Crypto User";
  private static final String OFFICER = "the role Key Vault Crypto Officer";

  /** Creation times are whole seconds; within one, the order has to be the same for everybody. */
  private static final Comparator<KeyProperties> AGE =
      Comparator.comparing(KeyProperties::getCreatedOn).thenComparing(KeyProperties::getVersion);

  private final AzureClients clients;
  private final AzureRequests requests;

  VaultKeys(AzureClients clients, AzureRequests requests) {
    this.clients = clients;
    this.requests = requests;
  }

  Optional<KeyVaultKey> newest(String name) {
    return find(name, () -> clients.keys().getKey(name));
  }

  Optional<KeyVaultKey> version(String name, String version) {
    return find(name, () -> clients.keys().getKey(name, version));
  }

  /** A key's first version never changes, whatever is added. */
  Optional<KeyVaultKey> first(String name) {
    return find(
            name,
            () ->
                clients
                    .keys()
                    .listPropertiesOfKeyVersions(name)
                    .collectList()
                    .mapNotNull(all -> all.stream().min(AGE).orElse(null)))
        .flatMap(oldest -> version(name, oldest.getVersion()));
  }

  /** Adds a version if there is such a key. */
  KeyVaultKey create(CreateKeyOptions options, Function<CreateKeyOptions, Mono<KeyVaultKey>> how) {
    String what = "make the key '" + options.getName() + "'";
    return requests.ask(new Attempt(what, OFFICER, "check the vault"), () -> how.apply(options));
  }

  /**
   * Has the vault use a key.
   *
   * @param keyId with its version
   */
  <T> T use(
      String verb,
      String name,
      String keyId,
      Function<CryptographyAsyncClient, Mono<T>> operation) {
    Attempt attempt =
        new Attempt(
            verb + " with the key '" + name + "'", USER, "there is no such key or version of it");
    return requests.ask(attempt, () -> operation.apply(clients.cryptography(keyId)));
  }

  private <T> Optional<T> find(String name, Supplier<Mono<T>> request) {
    return requests.find(
        new Attempt("look up the key '" + name + "'", USER, "make it first"), request);
  }
}
