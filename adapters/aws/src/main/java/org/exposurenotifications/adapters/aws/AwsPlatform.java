// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.database.DatabaseCredentials;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.keys.SigningKeys;
import org.exposurenotifications.ports.secrets.SecretStore;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Secrets Manager and KMS of one region. Thread-safe.
 *
 * <p>Secrets: {@code NAME}, {@code NAME@VERSION-ID} or {@code NAME#STAGE}, where an ARN may stand
 * for the name; without a suffix, the current version. Keys: an id, {@code alias/NAME}, or the ARN
 * of either; only an alias can be made. Passwords of a database are tokens of RDS, of 15 minutes.
 */
public final class AwsPlatform implements Platform {
  private final BlobStore blobs;
  private final AwsClients clients;
  private final DatabaseCredentials databaseCredentials;

  /**
   * @param blobs hands out as it is; whoever made it closes it
   */
  public AwsPlatform(AwsConfig config, BlobStore blobs) {
    this(config, blobs, new CheckedCredentials(() -> DefaultCredentialsProvider.builder().build()));
  }

  AwsPlatform(AwsConfig config, BlobStore blobs, AwsCredentialsProvider credentials) {
    this.blobs = blobs;
    this.clients = new AwsClients(config, credentials);
    this.databaseCredentials = new RdsCredentials(config.region(), credentials, Optional.empty());
  }

  @Override
  public BlobStore blobs() {
    return blobs;
  }

  @Override
  public SecretStore secrets() {
    return new SecretsManagerSecretStore(clients.secretsManager());
  }

  @Override
  public SigningKeys signingKeys() {
    return new KmsSigningKeys(clients.kms());
  }

  @Override
  public KeyEncryption keyEncryption() {
    return new KmsKeyEncryption(clients.kms());
  }

  @Override
  public Optional<DatabaseCredentials> databaseCredentials() {
    return Optional.of(databaseCredentials);
  }

  /** Asks who the process is, which everybody may. */
  @Override
  public List<String> check() {
    try {
      clients.sts().get().getCallerIdentity();
      return List.of();
    } catch (SdkException e) {
      return List.of(told(AwsFailure.of("ask AWS who this is", "sts:GetCallerIdentity", e)));
    } catch (PortFailure e) {
      return List.of(told(e));
    }
  }

  @Override
  public void close() {
    clients.close();
  }

  private static String told(PortFailure failure) {
    return String.valueOf(failure.getMessage());
  }
}
