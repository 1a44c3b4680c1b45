// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins.azure;

import java.net.URI;
import java.nio.file.Path;

/**
 * A Key Vault over TLS on a port of this machine, empty at first. It takes the token that {@link
 * ManagedIdentity} gives.
 */
public final class KeyVault implements AutoCloseable {
  private final KeyVaultService service = new KeyVaultService();
  private final HttpsStandIn server = new HttpsStandIn(service);

  /** {@code https://localhost:PORT}. */
  public URI address() {
    return server.address();
  }

  /** Adds a secret, or a version to it. */
  public void plantSecret(String name, String value) {
    service.secrets.plant(name, value);
  }

  /**
   * Writes what a process of its own has to trust, for the JVM's {@code javax.net.ssl.trustStore}.
   *
   * @param file PKCS 12 with the password {@code changeit}; replaced if it is there
   */
  public static void writeTrustStore(Path file) {
    TestTls.writeTrustStore(file);
  }

  @Override
  public void close() {
    server.close();
  }
}
