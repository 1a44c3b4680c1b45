// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The services' clients, each made on first use. Thread-safe. */
final class AwsClients implements AutoCloseable {
  private static final int ATTEMPTS = 5;

  private final AwsConfig config;
  private final AwsCredentialsProvider credentials;
  private final LazyClient<SecretsManagerClient> secretsManager;
  private final LazyClient<KmsClient> kms;
  private final LazyClient<StsClient> sts;

  AwsClients(AwsConfig config, AwsCredentialsProvider credentials) {
    AwsConfig.Endpoints endpoints = config.endpoints();
    this.config = config;
    this.credentials = credentials;
    this.secretsManager =
        new LazyClient<>(() -> connect(SecretsManagerClient.builder(), endpoints.secretsManager()));
    this.kms = new LazyClient<>(() -> connect(KmsClient.builder(), endpoints.kms()));
    this.sts = new LazyClient<>(() -> connect(StsClient.builder(), endpoints.sts()));
  }

  LazyClient<SecretsManagerClient> secretsManager() {
    return secretsManager;
  }

  LazyClient<KmsClient> kms() {
    return kms;
  }

  LazyClient<StsClient> sts() {
    return sts;
  }

  @Override
  public void close() {
    secretsManager.close();
    kms.close();
    sts.close();
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C connect(
      B builder, Optional<URI> endpoint) {
    // a silence is shorter than the deadline, so that there is time for another attempt
    Duration silence = config.deadline().dividedBy(3);
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(config.region()))
        .credentialsProvider(credentials)
        .httpClientBuilder(
            UrlConnectionHttpClient.builder().connectionTimeout(silence).socketTimeout(silence))
        .overrideConfiguration(client ->
            client
                .apiCallTimeout(config.deadline())
                .retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build()))
        .build();
  }
}
