// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.exposurenotifications.adapters.azure.AzureConfig.Retries;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.testing.standins.azure.HttpsStandIn;
import org.exposurenotifications.testing.standins.azure.KeyVaultService;
import org.exposurenotifications.testing.standins.azure.TestTls;
import reactor.core.publisher.Mono;

/** A Key Vault in this JVM, and platforms that use it. */
final class TestVault implements AutoCloseable {
  /** Fast, and patient enough for a busy machine. */
  static final Retries RETRIES =
      new Retries(3, Duration.ofMillis(10), Duration.ofSeconds(20), Duration.ofSeconds(60));

  /** Nothing listens there. */
  static final URI NOWHERE = URI.create("https://127.0.0.1:1");

  final KeyVaultService service = new KeyVaultService();
  final HttpsStandIn server = new HttpsStandIn(service);

  /** With the vault only. */
  AzurePlatform platform() {
    return platform(config(NOWHERE, Optional.empty()), KeyVaultService.TOKEN, Duration.ofMillis(1));
  }

  AzureConfig config(URI blobEndpoint, Optional<Secret> accountKey) {
    return config(blobEndpoint, accountKey, RETRIES);
  }

  AzureConfig config(URI blobEndpoint, Optional<Secret> accountKey, Retries retries) {
    return new AzureConfig(
        blobEndpoint, accountKey, server.address(), false, Optional.empty(), retries);
  }

  static AzurePlatform platform(AzureConfig config, String token, Duration settling) {
    return new AzurePlatform(config, () -> credential(token), TestVault::http, settling);
  }

  static TokenCredential credential(String token) {
    return _ -> Mono.just(new AccessToken(token, OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
  }

  static HttpClient.Builder http() {
    return HttpClient.newBuilder().sslContext(TestTls.CONTEXT);
  }

  /** A person's client, beside the adapter's. */
  KeyClient keyClient() {
    return new KeyClientBuilder()
        .vaultUrl(server.address().toString())
        .credential(credential(KeyVaultService.TOKEN))
        .httpClient(new JdkHttpClientBuilder(http()).build())
        .disableChallengeResourceVerification()
        .buildClient();
  }

  /**
   * @return the name with the version
   */
  String plant(String name, String value) {
    return name
        + "/"
        + new SecretClientBuilder()
            .vaultUrl(server.address().toString())
            .credential(credential(KeyVaultService.TOKEN))
            .httpClient(new JdkHttpClientBuilder(http()).build())
            .disableChallengeResourceVerification()
            .buildClient()
            .setSecret(name, value)
            .getProperties()
            .getVersion();
  }

  @Override
  public void close() {
    server.close();
  }
}
