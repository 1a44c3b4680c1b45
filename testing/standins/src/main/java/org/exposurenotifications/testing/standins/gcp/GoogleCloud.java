// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins.gcp;

import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

/**
 * Secret Manager and Cloud KMS over gRPC on one port of this machine, in plain text. They ask for
 * no credentials, and are empty at first.
 */
public final class GoogleCloud implements AutoCloseable {
  private final SecretManagerServer secrets = new SecretManagerServer();
  private final KmsServer kms;
  private final Server server;

  private GoogleCloud(int looksUntilGenerated, ServerInterceptor... interceptors) {
    this.kms = new KmsServer(looksUntilGenerated);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(secrets)
            .addService(kms);
    List.of(interceptors).forEach(builder::intercept);
    try {
      this.server = builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param looksUntilGenerated how often a version of a new key to sign with is asked for in vain
   * @param interceptors see every call, the last of them first
   */
  public static GoogleCloud start(int looksUntilGenerated, ServerInterceptor... interceptors) {
    return new GoogleCloud(looksUntilGenerated, interceptors);
  }

  /** {@code http://127.0.0.1:PORT}, of both services. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  /**
   * Adds a secret, or a version to it.
   *
   * @param name {@code projects/PROJECT/secrets/SECRET}
   */
  public void plantSecret(String name, String value) {
    secrets.plant(name, value);
  }

  /**
   * @param name {@code projects/PROJECT/locations/LOCATION/keyRings/RING}
   */
  public void makeKeyRing(String name) {
    kms.makeKeyRing(name);
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
