// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.secrets.Secret;

/**
 * Where everything is. Each part stands for itself: keys may be in Vault and secrets in files.
 *
 * @param environment environment variables that references {@code env:NAME} may name
 */
public record OnPremConfig(
    Blobs blobs, Keys keys, Secrets secrets, Map<String, String> environment) {
  public OnPremConfig {
    environment = Map.copyOf(environment);
  }

  /** Where objects are. */
  public sealed interface Blobs {
    /**
     * In files.
     *
     * @param directory holds a folder for each bucket, which any web server may serve; made on
     *     first use
     */
    record Files(Path directory) implements Blobs {}

    /**
     * In a store of another module, such as one on an S3-compatible server.
     *
     * @param store checked and closed by who made it
     */
    record Elsewhere(BlobStore store) implements Blobs {}
  }

  /** Where signing and encryption keys are. */
  public sealed interface Keys {
    /**
     * In keyset files.
     *
     * @param directory made on first use, closed to others
     */
    record Files(Path directory) implements Keys {}

    /**
     * In Vault's transit engine.
     *
     * @param mount the engine's path, such as {@code transit}
     */
    record Transit(Vault vault, String mount) implements Keys {
      public Transit {
        mount = VaultChecks.path("mount", mount);
      }
    }
  }

  /** Where secrets are, other than those of the environment. */
  public sealed interface Secrets {
    /** Nowhere else. */
    record EnvironmentOnly() implements Secrets {}

    /**
     * In files.
     *
     * @param directory holds a file for each secret; read only
     */
    record Files(Path directory) implements Secrets {}

    /** In Vault's KV engines, version 2; a reference names the engine's mount. */
    record KeyValue(Vault vault) implements Secrets {}
  }

  /**
   * A HashiCorp Vault server, 1.13 or later.
   *
   * @param address {@code http} or {@code https}, without a path
   * @param namespace of an enterprise server
   * @param caCertificates PEM file of who may vouch for the server, if not the JDK's authorities
   * @param timeout how long a call goes on trying, from 1 second on; one request may take a third
   *     of it
   */
  public record Vault(
      URI address,
      Optional<String> namespace,
      Optional<Path> caCertificates,
      SignIn signIn,
      Duration timeout) {
    /**
     * @throws IllegalArgumentException if a part is not of the form above
     */
    public Vault {
      if (!List.of("http", "https").contains(String.valueOf(address.getScheme()))
          || address.getHost() == null
          || address.getUserInfo() != null
          || !List.of("", "/").contains(address.getPath())
          || address.getQuery() != null
          || address.getFragment() != null) {
        throw new IllegalArgumentException("not the address of a Vault server");
      }
      namespace = namespace.map(text -> VaultChecks.path("namespace", text));
      if (timeout.compareTo(Duration.ofSeconds(1)) < 0) {
        throw new IllegalArgumentException("a timeout of " + timeout);
      }
    }
  }

  /** How a process proves to Vault who it is. */
  public sealed interface SignIn {
    /**
     * By a token that somebody else made. It is renewed while the platform is open and Vault allows
     * it.
     */
    record Token(Secret token) implements SignIn {
      /**
       * @throws IllegalArgumentException if it is not visible ASCII
       */
      public Token {
        VaultChecks.credential("token", token);
      }
    }

    /**
     * As a machine.
     *
     * @param mount of the method, such as {@code approle}
     */
    record AppRole(String mount, String roleId, Secret secretId) implements SignIn {
      public AppRole {
        mount = VaultChecks.path("mount", mount);
      }
    }

    /**
     * By a Kubernetes service account.
     *
     * @param mount of the method, such as {@code kubernetes}
     * @param tokenFile holds the account's token; read at each sign-in, since clusters replace it
     */
    record Kubernetes(String mount, String role, Path tokenFile) implements SignIn {
      public Kubernetes {
        mount = VaultChecks.path("mount", mount);
      }
    }
  }

  /** Tells the places, never a variable. */
  @Override
  public String toString() {
    return "OnPremConfig[blobs=" + blobs + ", keys=" + keys + ", secrets=" + secrets + "]";
  }
}
