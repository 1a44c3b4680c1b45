// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.kms.v1.KeyManagementServiceClient;
import com.google.cloud.kms.v1.KeyManagementServiceSettings;
import com.google.cloud.secretmanager.v1.SecretManagerServiceClient;
import com.google.cloud.secretmanager.v1.SecretManagerServiceSettings;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import com.google.cloud.storage.StorageRetryStrategy;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/** The SDK's clients, one of each, made on first use. Thread-safe. */
final class GcpClients implements AutoCloseable {
  /** Where credentials come from. */
  @FunctionalInterface
  interface CredentialsSource {
    GoogleCredentials get() throws IOException;
  }

  /** Of signing in to Cloud SQL, and nothing else. */
  private static final String DATABASE_SCOPE = "https://www.googleapis.com/auth/sqlservice.login";

  private final GcpConfig config;
  private final Retries retries;
  private final Lazy<GoogleCredentials> credentials;
  private final Lazy<GoogleCredentials> databaseLogin;
  private final Lazy<Storage> storage;
  private final Lazy<SecretManagerServiceClient> secretManager;
  private final Lazy<KeyManagementServiceClient> kms;

  GcpClients(GcpConfig config, CredentialsSource source) {
    this.config = config;
    this.retries = new Retries(config.deadline());
    this.credentials =
        new Lazy<>(
            "no Google credentials were found: attach a service account, or name a file in"
                + " GOOGLE_APPLICATION_CREDENTIALS",
            source::get);
    this.databaseLogin =
        new Lazy<>(
            "the credentials for the database cannot be made",
            () -> credentials.get().createScoped(DATABASE_SCOPE));
    this.storage = new Lazy<>("the client of Cloud Storage does not start", this::newStorage);
    this.secretManager =
        new Lazy<>("the client of Secret Manager does not start", this::newSecretManager);
    this.kms = new Lazy<>("the client of Cloud KMS does not start", this::newKms);
  }

  Storage storage() {
    return storage.get();
  }

  SecretManagerServiceClient secretManager() {
    return secretManager.get();
  }

  KeyManagementServiceClient kms() {
    return kms.get();
  }

  /** They keep a token, and fetch another some minutes before it is over. */
  GoogleCredentials databaseLogin() {
    return databaseLogin.get();
  }

  Retries retries() {
    return retries;
  }

  @Override
  public void close() {
    Stream.of(storage, secretManager, kms, credentials, databaseLogin).forEach(Lazy::close);
  }

  private Storage newStorage() {
    Optional<URI> endpoint = config.endpoints().storage();
    StorageOptions.Builder options =
        StorageOptions.http()
            // or it is looked up
            .setProjectId(config.project())
            .setCredentials(isPlain(endpoint) ? NoCredentials.getInstance() : credentials.get())
            .setRetrySettings(retries.settings())
            // whatever we ask for may be asked for again: it puts, gets or deletes a whole object
            .setStorageRetryStrategy(StorageRetryStrategy.getUniformStorageRetryStrategy())
            .setTransportOptions(
                HttpTransportOptions.newBuilder()
                    .setConnectTimeout(retries.attemptMillis())
                    .setReadTimeout(retries.attemptMillis())
                    .build());
    endpoint.ifPresent(address -> options.setHost(address.toString()));
    return options.build().getService();
  }

  private SecretManagerServiceClient newSecretManager() throws IOException {
    Optional<URI> endpoint = config.endpoints().secretManager();
    return SecretManagerServiceClient.create(
        SecretManagerServiceSettings.newBuilder()
            .setTransportChannelProvider(
                channel(
                    SecretManagerServiceSettings.defaultGrpcTransportProviderBuilder(), endpoint))
            .setCredentialsProvider(provider(endpoint))
            .applyToAllUnaryMethods(retries::apply)
            .build());
  }

  private KeyManagementServiceClient newKms() throws IOException {
    Optional<URI> endpoint = config.endpoints().kms();
    return KeyManagementServiceClient.create(
        KeyManagementServiceSettings.newBuilder()
            .setTransportChannelProvider(
                channel(
                    KeyManagementServiceSettings.defaultGrpcTransportProviderBuilder(), endpoint))
            .setCredentialsProvider(provider(endpoint))
            .applyToAllUnaryMethods(retries::apply)
            .build());
  }

  private static InstantiatingGrpcChannelProvider channel(
      InstantiatingGrpcChannelProvider.Builder channel, Optional<URI> endpoint) {
    endpoint.ifPresent(address -> {
      String port = address.getPort() < 0 ? ":443" : "";
      channel.setEndpoint(address.getAuthority() + port);
    });
    if (isPlain(endpoint)) {
      channel.setChannelConfigurator(builder -> builder.usePlaintext());
    }
    return channel.build();
  }

  private CredentialsProvider provider(Optional<URI> endpoint) {
    return isPlain(endpoint)
        ? NoCredentialsProvider.create()
        : FixedCredentialsProvider.create(credentials.get());
  }

  private static boolean isPlain(Optional<URI> endpoint) {
    return endpoint.filter(address -> address.getScheme().equals("http")).isPresent();
  }
}
