// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.cloud.kms.v1.KeyManagementServiceClient;
import com.google.cloud.kms.v1.KeyRing;
import com.google.cloud.kms.v1.KeyRingName;
import com.google.cloud.kms.v1.LocationName;
import com.google.cloud.secretmanager.v1.ProjectName;
import com.google.cloud.secretmanager.v1.Replication;
import com.google.cloud.secretmanager.v1.Secret;
import com.google.cloud.secretmanager.v1.SecretManagerServiceClient;
import com.google.cloud.secretmanager.v1.SecretName;
import com.google.cloud.secretmanager.v1.SecretPayload;
import com.google.cloud.secretmanager.v1.SecretVersion;
import com.google.protobuf.ByteString;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
  private final Server server;
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
    try {
      NettyServerBuilder builder =
          NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .addService(new SecretManagerServer())
              .addService(new KmsServer(looksUntilGenerated))
              .intercept(faults);
      List.of(others).forEach(builder::intercept);
      this.server = builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.storage = storage;
    this.admin = new GcpClients(config(false), NO_CREDENTIALS);
    KeyRingName ring = KeyRingName.parse(KEY_RING);
    KeyRing _ =
        kms()
            .createKeyRing(
                LocationName.of(ring.getProject(), ring.getLocation()),
                ring.getKeyRing(),
                KeyRing.getDefaultInstance());
  }

  /** As short as it may be, so that what fails for good does not take long. */
  GcpConfig config(boolean hsm) {
    URI address = URI.create("http://127.0.0.1:" + server.getPort());
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
    SecretName secret = SecretName.of(PROJECT, name);
    try {
      Secret _ =
          secretManager()
              .createSecret(
                  ProjectName.of(PROJECT),
                  name,
                  Secret.newBuilder()
                      .setReplication(
                          Replication.newBuilder()
                              .setAutomatic(Replication.Automatic.getDefaultInstance()))
                      .build());
    } catch (AlreadyExistsException _) {
      // a further value of it
    }
    SecretVersion _ =
        secretManager()
            .addSecretVersion(
                secret, SecretPayload.newBuilder().setData(ByteString.copyFromUtf8(value)).build());
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
    server.shutdownNow();
  }
}
