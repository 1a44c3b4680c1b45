// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import com.google.cloud.kms.v1.KeyManagementServiceClient;
import com.google.cloud.secretmanager.v1.SecretManagerServiceClient;
import com.google.cloud.secretmanager.v1.SecretName;
import io.grpc.ServerInterceptor;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.exposurenotifications.testing.standins.gcp.GoogleCloud;

/** Secret Manager and Cloud KMS on a port of this machine, with a project and its key ring. */
final class TestCloud implements AutoCloseable {
  static final String PROJECT = "en-contract";
  static final String KEY_RING = "projects/en-contract/locations/europe-west1/keyRings/exports";

  /** Asked by nobody who talks to plain addresses. */
  static final GcpClients.CredentialsSource NO_CREDENTIALS =
      () -> {
        throw new IllegalStateException("credentials were looked up");
      };

  private final Faults faults = new Faults();
  private final GoogleCloud server;
  private final Optional<URI> storage;

  /** For who arranges things, past the platform under test. */
  private final GcpClients admin;

  TestCloud() {
    this(Optional.empty(), 0);
  }

  /**
   * @param storage where a server for Cloud Storage is; without one nothing answers there
   */
  TestCloud(Optional<URI> storage, int looksUntilGenerated, ServerInterceptor... others) {
    this.server =
        GoogleCloud.start(
            looksUntilGenerated,
            Stream.concat(Stream.of(faults), Stream.of(others)).toArray(ServerInterceptor[]::new));
    this.storage = storage;
    this.admin = new GcpClients(config(false), NO_CREDENTIALS);
    server.makeKeyRing(KEY_RING);
  }

  /** As short as it may be, so that what fails for good does not take long. */
  GcpConfig config(boolean hsm) {
    URI address = server.address();
    return new GcpConfig(
        PROJECT,
        Optional.of(KEY_RING),
        hsm,
        Duration.ofSeconds(3),
        new GcpConfig.Endpoints(
            Optional.of(storage.orElse(address)), Optional.of(address), Optional.of(address)));
  }

  /** The default credentials are none of ours. */
  GcpPlatform platform() {
    return new GcpPlatform(config(false), NO_CREDENTIALS);
  }

  Faults faults() {
    return faults;
  }

  /** A further value is a further version. */
  void plantSecret(String name, String value) {
    server.plantSecret(SecretName.of(PROJECT, name).toString(), value);
  }

  SecretManagerServiceClient secretManager() {
    return admin.secretManager();
  }

  KeyManagementServiceClient kms() {
    return admin.kms();
  }

  @Override
  public void close() {
    admin.close();
    server.close();
  }
}
