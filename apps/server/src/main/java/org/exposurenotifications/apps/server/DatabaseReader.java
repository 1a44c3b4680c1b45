// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.exposurenotifications.adapters.postgres.PostgresConfig;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.ports.secrets.Secret;

/** Reads where the database is (publish.md 15.1). */
final class DatabaseReader {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int MOST = 1000;

  private DatabaseReader() {}

  /** How a connection proves who it is. */
  enum Auth {
    PASSWORD
  }

  enum SslMode {
    DISABLE("disable"),
    ALLOW("allow"),
    PREFER("prefer"),
    REQUIRE("require"),
    VERIFY_CA("verify-ca"),
    VERIFY_FULL("verify-full");

    private final String text;

    SslMode(String text) {
      this.text = text;
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

  /** What is wrong is noted in the environment, which the caller checks. */
  static PostgresConfig read(Environment environment) {
    int poolMax = environment.number("DB_POOL_MAX_CONNS", 16, 1, MOST);
    int poolMin = environment.number("DB_POOL_MIN_CONNS", 0, 0, MOST);
    if (poolMin > poolMax) {
      poolMin =
          environment.problem("DB_POOL_MIN_CONNS", "is above DB_POOL_MAX_CONNS; lower it", poolMax);
    }
    int connectSeconds = environment.number("DB_CONNECT_TIMEOUT", 0, 0, 600);
    return new PostgresConfig(
        environment.text("DB_HOST", "localhost"),
        environment.number("DB_PORT", 5432, 1, 65_535),
        required(environment, "DB_NAME", "name the database"),
        required(environment, "DB_USER", "name the user to connect as"),
        password(environment),
        environment.parsed(
                "DB_SSLMODE",
                SslMode.REQUIRE,
                "disable, allow, prefer, require, verify-ca or verify-full",
                SslMode::of)
            .text,
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
  }

  /** What each new connection asks for its password. */
  private static Supplier<Secret> password(Environment environment) {
    return switch (environment.choice("DB_AUTH", Auth.PASSWORD)) {
      case PASSWORD -> environment.secret("DB_PASSWORD");
    };
  }

  /** Never blank, so that the configuration can be made and all problems told together. */
  private static String required(Environment environment, String name, String remedy) {
    String text = environment.required(name, remedy);
    return text.isBlank() ? "-" : text;
  }
}
