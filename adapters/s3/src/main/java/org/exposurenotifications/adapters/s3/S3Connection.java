// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.s3;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** The client, made on first use. Thread-safe. */
final class S3Connection implements AutoCloseable {
  private static final int ATTEMPTS = 5;

  private final S3Config config;
  private @Nullable S3Client client;

  S3Connection(S3Config config) {
    this.config = config;
  }

  synchronized S3Client client() {
    if (client == null) {
      client = connect();
    }
    return client;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }

  private S3Client connect() {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(config.region()))
            .credentialsProvider(new CheckedCredentials(credentials()))
            .forcePathStyle(config.pathStyle())
            // uploads carry an MD5 instead, which other servers know as well
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(
                // neither is known everywhere
                s3 -> s3.chunkedEncodingEnabled(false).expectContinueEnabled(false))
            .httpClient(http())
            .overrideConfiguration(client ->
                client
                    .addExecutionInterceptor(new WholeHeads())
                    .apiCallTimeout(config.deadline())
                    .retryStrategy(
                        AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .maxAttempts(ATTEMPTS)
                            .build()));
    config.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private AwsCredentialsProvider credentials() {
    return config
        .accessKey()
        .<AwsCredentialsProvider>map(key ->
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(key.id(), key.secret().reveal())))
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  /** A silence is shorter than the deadline, so that there is time for another attempt. */
  private SdkHttpClient http() {
    Duration silence = config.deadline().dividedBy(3);
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(silence)
        .socketTimeout(silence)
        .build();
  }
}
