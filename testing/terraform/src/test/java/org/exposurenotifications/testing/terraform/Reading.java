// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.terraform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.apps.runtime.Role;
import org.exposurenotifications.apps.runtime.Settings;
import org.exposurenotifications.apps.runtime.SettingsReader;
import org.exposurenotifications.apps.server.Deployment;
import org.exposurenotifications.apps.server.Infrastructure;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.database.DatabaseCredentials;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.keys.SigningKeys;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.ports.secrets.SecretStore;

/**
 * What the server's own readers say of the variables of a container.
 *
 * @param problems that keep it from starting
 * @param asked the names that were asked for
 */
record Reading(List<String> problems, Set<String> asked) {
  private static final String ROOT_CERTIFICATES = "DB_SSLROOTCERT";

  /** As {@code serve ROLE} reads them, or for want of such a role as {@code migrate} does. */
  static Reading of(Deployment app, Optional<Role> role, Map<String, String> variables) {
    Deployment withSecrets =
        literal ->
            new WithSecrets(app.platform(literal), variables.getOrDefault(ROOT_CERTIFICATES, ""));
    try (var infrastructure = Infrastructure.open(withSecrets, variables)) {
      Environment environment = infrastructure.environment();
      role.ifPresent(each -> {
        Settings _ = new SettingsReader(environment).read(Set.of(each), "0.0.0.0", 8080);
      });
      return new Reading(environment.problems(), environment.asked());
    }
  }

  /**
   * Has every secret: base64, an object with a password where AWS makes one, or a certificate.
   *
   * @param rootCertificates the variable that refers to some
   */
  private record WithSecrets(Platform real, String rootCertificates) implements Platform {
    @Override
    public SecretStore secrets() {
      return reference -> Optional.of(new Secret(Bytes.of(secret(reference))));
    }

    private byte[] secret(String reference) {
      if (rootCertificates.contains(reference)) {
        return certificate();
      }
      return (reference.contains("rds!") ? "{\"password\":\"c2VjcmV0\"}" : "c2VjcmV0")
          .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] certificate() {
      try (InputStream in = Objects.requireNonNull(Reading.class.getResourceAsStream("root.crt"))) {
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public BlobStore blobs() {
      return real.blobs();
    }

    @Override
    public SigningKeys signingKeys() {
      return real.signingKeys();
    }

    @Override
    public KeyEncryption keyEncryption() {
      return real.keyEncryption();
    }

    @Override
    public Optional<DatabaseCredentials> databaseCredentials() {
      return real.databaseCredentials();
    }

    @Override
    public List<String> check() {
      return real.check();
    }

    @Override
    public void close() {
      real.close();
    }
  }
}
