// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.exposurenotifications.adapters.postgres.PostgresConfig;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.database.DatabaseCredentials;

/** Reads where the database is (publish.md 15.1). */
final class DatabaseReader {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int MOST = 1000;

  private DatabaseReader() {}

  /** How a connection proves who it is. */
  enum Auth {
    /** By one that somebody keeps. */
    PASSWORD,
    /** By a short-lived one of the platform's, for the identity of this process. */
    IAM
  }

  enum SslMode {
    DISABLE("disable"),
    ALLOW("allow"),
    PREFER("prefer"),
    REQUIRE("require"),
    VERIFY_CA("verify-ca"),
    VERIFY_FULL("verify-full");

    private static final Set<SslMode> ENCRYPTED = EnumSet.of(REQUIRE, VERIFY_CA, VERIFY_FULL);

    private final String text;

    SslMode(String text) {
      this.text = text;
    }

    static SslMode read(Environment environment, String name) {
      return environment.parsed(
          name, REQUIRE, "disable, allow, prefer, require, verify-ca or verify-full", SslMode::of);
    }

    /** As PostgreSQL's clients spell it. */
    String text() {
      return text;
    }

    private static Optional<SslMode> of(String text) {
      for (SslMode mode : values()) {
        if (mode.text.equals(text)) {
          return Optional.of(mode);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * What is wrong is noted in the environment, which the caller checks.
   *
   * @param credentials the platform's; not asked before the first connection
   */
  static PostgresConfig read(Environment environment, Optional<DatabaseCredentials> credentials) {
    String host = host(environment, "DB_HOST", environment.text("DB_HOST", "localhost"));
    int port = environment.number("DB_PORT", 5432, 1, 65_535);
    String name = required(environment, "DB_NAME", "name the database");
    String user = required(environment, "DB_USER", "name the user to connect as");
    SslMode sslMode = SslMode.read(environment, "DB_SSLMODE");
    int poolMax = environment.number("DB_POOL_MAX_CONNS", 16, 1, MOST);
    int poolMin = environment.number("DB_POOL_MIN_CONNS", 0, 0, MOST);
    if (poolMin > poolMax) {
      poolMin =
          environment.problem("DB_POOL_MIN_CONNS", "is above DB_POOL_MAX_CONNS; lower it", poolMax);
    }
    int connectSeconds = environment.number("DB_CONNECT_TIMEOUT", 0, 0, 600);
    var config =
        new PostgresConfig(
            host,
            port,
            name,
            user,
            switch (environment.choice("DB_AUTH", Auth.PASSWORD)) {
              case PASSWORD -> environment.secret("DB_PASSWORD");
              case IAM -> {
                requireEncryption(environment, sslMode);
                DatabaseCredentials issuer = issuer(environment, credentials);
                yield () -> issuer.issue(host, port, user).secret();
              }
            },
            sslMode.text,
            environment.text("DB_SSLCERT").map(Path::of),
            environment.text("DB_SSLKEY").map(Path::of),
            environment.text("DB_SSLROOTCERT").map(Path::of),
            Duration.ofSeconds(connectSeconds == 0 ? 10 : connectSeconds),
            poolMin,
            poolMax,
            environment.duration(
                "DB_POOL_MAX_CONN_LIFETIME", Duration.ofMinutes(5), Duration.ofSeconds(30)),
            environment.duration(
                "DB_POOL_MAX_CONN_IDLE_TIME", Duration.ofMinutes(1), Duration.ofSeconds(10)),
            environment.duration("DB_STATEMENT_TIMEOUT", Duration.ofSeconds(15), SECOND),
            environment.duration("DB_EXPORT_TIMEOUT", Duration.ofMinutes(10), SECOND));
    noteFiles(environment, "DB", config);
    return config;
  }

  /** Notes a host that no network could find. */
  static String host(Environment environment, String name, String host) {
    return host.contains("/")
        ? environment.problem(
            name,
            "is a Unix socket or a URL; name the host alone, such as localhost, since the server"
                + " connects by TCP",
            "localhost")
        : host;
  }

  /**
   * Notes what is wrong with the files of a client.
   *
   * @param prefix of the variables, without its last underscore
   */
  static void noteFiles(Environment environment, String prefix, PostgresConfig config) {
    config
        .fileProblems()
        .forEach((file, problem) ->
            environment.problem(
                "%s_%s".formatted(prefix, file.toUpperCase(Locale.ROOT)), problem, ""));
  }

  /** Whoever reads a token on its way is the user until it is over. */
  private static void requireEncryption(Environment environment, SslMode mode) {
    if (!SslMode.ENCRYPTED.contains(mode)) {
      environment.problem(
          "DB_SSLMODE",
          "would send tokens in clear; with DB_AUTH=IAM set it to verify-full, verify-ca or require",
          mode);
    }
  }

  private static DatabaseCredentials issuer(
      Environment environment, Optional<DatabaseCredentials> credentials) {
    if (environment.text("DB_PASSWORD").isPresent()) {
      environment.problem("DB_PASSWORD", "is set and DB_AUTH is IAM; take one of them away", "");
    }
    return credentials.orElseGet(() ->
        environment.problem(
            "DB_AUTH",
            "is IAM, but this platform has no tokens for databases; set it to PASSWORD",
            (_, _, _) -> {
              throw new PortFailure.Permanent("there are no tokens for databases here", null);
            }));
  }

  /** Never blank, so that the configuration can be made and all problems told together. */
  static String required(Environment environment, String name, String remedy) {
    String text = environment.required(name, remedy);
    return text.isBlank() ? "-" : text;
  }
}
