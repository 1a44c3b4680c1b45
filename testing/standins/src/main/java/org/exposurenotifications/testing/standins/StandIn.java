// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A started server that speaks a vendor's protocol, empty at first, reachable from this machine
 * only. It ends when it is closed, or with the JVM.
 *
 * <p>The first start on a machine fetches or builds the server, which takes from seconds to, for
 * Vault, some minutes. Where its package manager is not installed the test that asked is aborted,
 * and a line says why; with {@code CI=true} in the environment it fails.
 */
public final class StandIn implements AutoCloseable {
  private final Server server;
  private final URI address;
  private final Credentials credentials;

  private StandIn(Server server, URI address, Credentials credentials) {
    this.server = server;
    this.address = address;
    this.credentials = credentials;
  }

  /** Google Cloud Storage (fake-gcs-server). It asks for no credentials. */
  public static StandIn fakeGcs() {
    return start(Recipes.FAKE_GCS, Credentials.NONE);
  }

  /**
   * AWS Secrets Manager, KMS and S3 (moto). It takes any credentials. It hashes the digest again
   * that KMS is asked to sign.
   */
  public static StandIn moto() {
    return start(Recipes.MOTO, new Credentials("moto", HexFormat.of().formatHex(random(20))));
  }

  /** Azure Blob Storage (Azurite), with one account; its URL is the address and the account. */
  public static StandIn azurite() {
    return start(
        Recipes.AZURITE,
        new Credentials("encontract", Base64.getEncoder().encodeToString(random(64))));
  }

  /**
   * HashiCorp Vault, unsealed, with version 2 of the key-value engine at {@code secret/}, transit
   * at {@code transit/} and AppRole at {@code auth/approle/}. The secret is the root token.
   */
  public static StandIn vault() {
    return start(Recipes.VAULT, new Credentials("root", HexFormat.of().formatHex(random(20))));
  }

  /** {@code http://127.0.0.1:PORT}, without a slash at its end. */
  public URI address() {
    return address;
  }

  public Credentials credentials() {
    return credentials;
  }

  /** Stops the server and forgets what it held; idempotent. */
  @Override
  public void close() {
    server.stop();
  }

  private static StandIn start(Recipe recipe, Credentials credentials) {
    Server server = Server.start(recipe, ToolCache.ofThisMachine().folder(recipe), credentials);
    return new StandIn(server, server.address(), credentials);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
