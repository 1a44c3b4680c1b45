// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.security.keyvault.keys.KeyAsyncClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyAsyncClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.secrets.SecretAsyncClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import com.azure.storage.blob.BlobServiceAsyncClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.BlobUrlParts;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.net.http.HttpClient.Version;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Azure's clients over the JDK's HTTP client. Each is made when it is first asked for; before that
 * there is no thread, no connection, and no look at credentials. Thread-safe.
 */
final class AzureClients {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private final AzureConfig config;
  private final Once<TokenCredential> credential;
  private final Once<HttpClient> http;
  private final Once<BlobServiceAsyncClient> blobs = new Once<>(this::makeBlobs);
  private final Once<KeyAsyncClient> keys = new Once<>(this::makeKeys);
  private final Once<SecretAsyncClient> secrets = new Once<>(this::makeSecrets);

  AzureClients(
      AzureConfig config,
      Supplier<TokenCredential> credential,
      Supplier<java.net.http.HttpClient.Builder> http) {
    this.config = config;
    this.credential = new Once<>(credential);
    this.http = new Once<>(() -> makeHttp(http.get()));
  }

  /** The environment, a workload identity, a managed identity, or a developer's own sign-in. */
  static TokenCredential ofThisMachine(AzureConfig config) {
    DefaultAzureCredentialBuilder builder = new DefaultAzureCredentialBuilder();
    config.identity().ifPresent(builder::managedIdentityClientId);
    return builder.build();
  }

  TokenCredential credential() {
    return credential.get();
  }

  BlobServiceAsyncClient blobs() {
    return blobs.get();
  }

  KeyAsyncClient keys() {
    return keys.get();
  }

  SecretAsyncClient secrets() {
    return secrets.get();
  }

  /**
   * @param keyId with its version; every operation is done by the vault, also those that the public
   *     half would be enough for
   */
  CryptographyAsyncClient cryptography(String keyId) {
    CryptographyClientBuilder builder =
        new CryptographyClientBuilder()
            .keyIdentifier(keyId)
            .credential(credential.get())
            .httpClient(http.get())
            .retryPolicy(new Backoff(config.retries()))
            .disableKeyCaching();
    return (isThisMachine() ? builder.disableChallengeResourceVerification() : builder)
        .buildAsyncClient();
  }

  /** The address of one version of a key. */
  String keyId(String name, String version) {
    return config.vault().resolve("/keys/" + name + "/" + version).toString();
  }

  /** What nobody refers to any more closes its connections by itself. */
  void forget() {
    blobs.forget();
    keys.forget();
    secrets.forget();
    http.forget();
  }

  private BlobServiceAsyncClient makeBlobs() {
    String endpoint = config.blobEndpoint().toString();
    BlobServiceClientBuilder builder =
        new BlobServiceClientBuilder()
            .endpoint(endpoint)
            .httpClient(http.get())
            .addPolicy(new Backoff(config.retries()))
            // its own retries know neither jitter nor Retry-After, nor every failure of a gateway
            .retryOptions(
                new RequestRetryOptions(
                    RetryPolicyType.FIXED, 1, config.retries().attempt(), null, null, null));
    config
        .accountKey()
        .ifPresentOrElse(
            key ->
                builder.credential(
                    new StorageSharedKeyCredential(
                        BlobUrlParts.parse(endpoint).getAccountName(), key.reveal())),
            () -> builder.credential(credential.get()));
    return builder.buildAsyncClient();
  }

  private KeyAsyncClient makeKeys() {
    KeyClientBuilder builder =
        new KeyClientBuilder()
            .vaultUrl(config.vault().toString())
            .credential(credential.get())
            .httpClient(http.get())
            .retryPolicy(new Backoff(config.retries()));
    return (isThisMachine() ? builder.disableChallengeResourceVerification() : builder)
        .buildAsyncClient();
  }

  private SecretAsyncClient makeSecrets() {
    SecretClientBuilder builder =
        new SecretClientBuilder()
            .vaultUrl(config.vault().toString())
            .credential(credential.get())
            .httpClient(http.get())
            .retryPolicy(new Backoff(config.retries()));
    return (isThisMachine() ? builder.disableChallengeResourceVerification() : builder)
        .buildAsyncClient();
  }

  /** A stand-in's name is not below the domain that its tokens are for. */
  private boolean isThisMachine() {
    return THIS_MACHINE.contains(String.valueOf(config.vault().getHost()));
  }

  private HttpClient makeHttp(java.net.http.HttpClient.Builder builder) {
    return new JdkHttpClientBuilder(builder.version(Version.HTTP_1_1))
        .connectionTimeout(config.retries().attempt())
        .writeTimeout(config.retries().attempt())
        .responseTimeout(config.retries().attempt())
        .readTimeout(config.retries().attempt())
        .build();
  }
}
