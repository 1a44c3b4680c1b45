// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import com.google.auth.oauth2.GoogleCredentials;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.database.DatabaseCredentials;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.keys.SigningKeys;
import org.exposurenotifications.ports.secrets.SecretStore;

/**
 * Google Cloud. Thread-safe.
 *
 * <p>Objects are in Cloud Storage. A secret is {@code SECRET} or {@code SECRET/versions/N} of the
 * configured project, or {@code projects/P/secrets/S/versions/V} of any. A signing key is {@code
 * KEY/cryptoKeyVersions/N} of the configured key ring, or the full name of a crypto key version;
 * {@code KEY} is its first version. An encryption key is {@code KEY}, or the full name of a crypto
 * key. Passwords of a database are access tokens of Google's, which are good for Cloud SQL only.
 *
 * <p>Requests are retried by the SDK, with growing, jittered pauses, up to the configured deadline.
 */
public final class GcpPlatform implements Platform {
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

  private final GcpConfig config;
  private final GcpClients clients;
  private final GcpNames names;

  /** Connects on first use, with the SDK's default credentials. */
  public GcpPlatform(GcpConfig config) {
    this(config, () -> GoogleCredentials.getApplicationDefault().createScoped(SCOPE));
  }

  GcpPlatform(GcpConfig config, GcpClients.CredentialsSource credentials) {
    this.config = config;
    this.clients = new GcpClients(config, credentials);
    this.names = new GcpNames(config);
  }

  @Override
  public BlobStore blobs() {
    return new GcsBlobStore(clients);
  }

  @Override
  public SecretStore secrets() {
    return new GoogleSecretStore(clients, names);
  }

  @Override
  public SigningKeys signingKeys() {
    return new KmsSigningKeys(clients, names, config.hsm());
  }

  @Override
  public KeyEncryption keyEncryption() {
    return new KmsKeyEncryption(clients, names, config.hsm());
  }

  @Override
  public Optional<DatabaseCredentials> databaseCredentials() {
    return Optional.of(new CloudSqlCredentials(clients));
  }

  @Override
  public List<String> check() {
    return new GcpCheck(clients, config).complaints();
  }

  @Override
  public void close() {
    clients.close();
  }
}
