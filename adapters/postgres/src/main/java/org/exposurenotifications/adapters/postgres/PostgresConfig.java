// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.exposurenotifications.ports.secrets.Secret;

/**
 * Where the database is and how to use it (export-and-operations.md 14.1). All durations are
 * positive.
 *
 * @param port 1 to 65535
 * @param name of the database
 * @param user needs no more than to own the database, or its schema
 * @param password asked for at each new connection, so that it may change; may throw a {@link
 *     org.exposurenotifications.ports.PortFailure}
 * @param sslMode {@code disable}, {@code allow}, {@code prefer}, {@code require}, {@code verify-ca}
 *     or {@code verify-full}
 * @param sslCert client certificate and its chain, PEM
 * @param sslKey its private key without a password: PEM (PKCS #8, PKCS #1 or SEC 1) or DER (PKCS
 *     #8)
 * @param sslRootCert certificates that the server's is checked against, PEM
 * @param connectTimeout longest wait for a connection, new or pooled
 * @param poolMin connections kept open while idle; 0 to {@code poolMax}
 * @param poolMax most connections; 1 or more
 * @param maxLifetime of a connection; 30 s or more
 * @param idleTimeout of a connection beyond {@code poolMin}; 10 s or more
 * @param statementTimeout longest run of one statement
 * @param exportTimeout likewise, of those that read the keys of an export
 */
public record PostgresConfig(
    String host,
    int port,
    String name,
    String user,
    Supplier<Secret> password,
    String sslMode,
    Optional<Path> sslCert,
    Optional<Path> sslKey,
    Optional<Path> sslRootCert,
    Duration connectTimeout,
    int poolMin,
    int poolMax,
    Duration maxLifetime,
    Duration idleTimeout,
    Duration statementTimeout,
    Duration exportTimeout) {
  private static final List<String> SSL_MODES =
      List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  /**
   * @throws IllegalArgumentException saying which component is wrong, and how
   */
  public PostgresConfig {
    require(!host.isBlank(), "the database's host is blank");
    require(port >= 1 && port <= 65_535, "the database's port is not 1 to 65535");
    require(!name.isBlank(), "the database's name is blank");
    require(SSL_MODES.contains(sslMode), "the database's SSL mode is none of " + SSL_MODES);
    require(
        poolMax >= 1 && poolMin >= 0 && poolMin <= poolMax,
        "the database's pool is not of 0 or more, and at most 1 or more, connections");
    requireAtLeast("connect timeout", connectTimeout, Duration.ofSeconds(1));
    requireAtLeast("connection lifetime", maxLifetime, Duration.ofSeconds(30));
    requireAtLeast("idle timeout", idleTimeout, Duration.ofSeconds(10));
    requireAtLeast("statement timeout", statementTimeout, Duration.ofMillis(1));
    requireAtLeast("export timeout", exportTimeout, Duration.ofMillis(1));
  }

  /**
   * Reads the files that it names.
   *
   * @return what is wrong, by component ({@code sslCert}, {@code sslKey}, {@code sslRootCert}): a
   *     sentence with the remedy, to follow its name
   */
  public Map<String, String> fileProblems() {
    return ClientFiles.problems(this);
  }

  private static void requireAtLeast(String what, Duration value, Duration least) {
    require(value.compareTo(least) >= 0, "the database's " + what + " is below " + least);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
