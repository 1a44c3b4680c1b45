// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import com.azure.core.credential.TokenCredential;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.database.DatabaseCredentials;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.keys.SigningKeys;
import org.exposurenotifications.ports.secrets.SecretStore;

/**
 * Azure: objects in Blob Storage, a container for each bucket; secrets and keys in one Key Vault.
 * Thread-safe.
 *
 * <p>Secrets: {@code name} for the newest version, or {@code name/version}. Signing keys: {@code
 * name} for the key's first version, which stays when versions are added, or {@code name/version}.
 * Encryption keys: {@code name}; the newest version encrypts, every version decrypts. Names are 1
 * to 127 letters, digits and dashes; versions 32 hexadecimal digits. Passwords of a database are
 * tokens of Microsoft Entra.
 */
public final class AzurePlatform implements Platform {
  private static final int BLOCK_SIZE = 4 << 20;

  private final AzureClients clients;
  private final BlobStore blobs;
  private final SecretStore secrets;
  private final SigningKeys signingKeys;
  private final KeyEncryption keyEncryption;
  private final DatabaseCredentials databaseCredentials;
  private final AzureCheck check;

  /** Looks up the identity of this machine on first use: a managed one, or what the SDK finds. */
  public AzurePlatform(AzureConfig config) {
    this(
        config,
        () -> AzureClients.ofThisMachine(config),
        HttpClient::newBuilder,
        AzureSigningKeys.SETTLING);
  }

  AzurePlatform(
      AzureConfig config,
      Supplier<TokenCredential> credential,
      Supplier<HttpClient.Builder> http,
      Duration settling) {
    clients = new AzureClients(config, credential, http);
    AzureRequests requests = new AzureRequests(config.retries().deadline());
    VaultKeys keys = new VaultKeys(clients, requests);
    blobs = new AzureBlobStore(clients, requests, config, BLOCK_SIZE);
    secrets = new AzureSecretStore(clients, requests);
    signingKeys = new AzureSigningKeys(clients, keys, config.hsmKeys(), settling);
    keyEncryption = new AzureKeyEncryption(clients, keys, config.hsmKeys());
    databaseCredentials = new EntraDatabaseCredentials(clients, requests);
    check = new AzureCheck(config, clients, requests);
  }

  @Override
  public BlobStore blobs() {
    return blobs;
  }

  @Override
  public SecretStore secrets() {
    return secrets;
  }

  @Override
  public SigningKeys signingKeys() {
    return signingKeys;
  }

  @Override
  public KeyEncryption keyEncryption() {
    return keyEncryption;
  }

  @Override
  public Optional<DatabaseCredentials> databaseCredentials() {
    return Optional.of(databaseCredentials);
  }

  /**
   * Asks the storage account, the secrets and the keys for something that is not there. A role on
   * some containers only cannot be told from none, and is well; the roles on the vault are looked
   * for in full.
   */
  @Override
  public List<String> check() {
    return check.run();
  }

  @Override
  public void close() {
    clients.forget();
  }
}
