// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.exposurenotifications.apps.embedded.PostgresAddress;
import org.exposurenotifications.apps.embedded.PostgresServer;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.testing.contracts.Samples;

/**
 * One database for all tests of the JVM: that of DB_HOST, DB_PORT, DB_NAME, DB_USER, DB_PASSWORD
 * and DB_SSLMODE if DB_HOST is set (it is emptied, so its name has to contain "test"), otherwise
 * one on an embedded server, owned by a role without privileges.
 */
final class TestDatabase {
  static final PostgresConfig CONFIG =
      System.getenv("DB_HOST") == null ? embedded() : external(System.getenv());

  /** Those that refer to others first. */
  private static final List<String> TABLES =
      List.of(
          "export_file",
          "export_index",
          "export_batch",
          "health_authority_key",
          "health_authority",
          "authorized_app",
          "signature_info",
          "export_config",
          "exposure",
          "publish_statistic",
          "issuer",
          "lease",
          "revision_key");

  /** Empties all tables and opens all windows. */
  static final String EMPTYING =
      TABLES.stream().map(table -> "DELETE FROM " + table + ";").collect(Collectors.joining())
          + "UPDATE export_horizon SET closed_until = '-infinity';"
          + "UPDATE padding_round SET latest = 0";

  static {
    execute("DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public");
    PostgresStores.migrate(CONFIG);
  }

  private TestDatabase() {}

  static void clear() {
    execute(EMPTYING);
  }

  /** Outside the pool, in autocommit mode. */
  static Connection connect() {
    try {
      return Connections.unpooled(CONFIG).getConnection();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  static void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  static long number(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The same database, reached otherwise. */
  static PostgresConfig through(int localPort) {
    return config(
        "localhost", localPort, CONFIG.name(), CONFIG.user(), CONFIG.password(), "disable");
  }

  static PostgresConfig config(
      String host, int port, String name, String user, Supplier<Secret> password, String sslMode) {
    return new PostgresConfig(
        host,
        port,
        name,
        user,
        password,
        sslMode,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(5),
        0,
        40,
        Duration.ofMinutes(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofMinutes(1));
  }

  /** Waits for a connection for a second, and for a statement less. */
  static PostgresConfig impatient(PostgresConfig config) {
    return impatient(config, config.poolMax());
  }

  /** Likewise, with so many connections at most. */
  static PostgresConfig impatient(PostgresConfig config, int poolMax) {
    return new PostgresConfig(
        config.host(),
        config.port(),
        config.name(),
        config.user(),
        config.password(),
        config.sslMode(),
        config.sslCert(),
        config.sslKey(),
        config.sslRootCert(),
        Duration.ofSeconds(1),
        config.poolMin(),
        poolMax,
        config.maxLifetime(),
        config.idleTimeout(),
        Duration.ofMillis(300),
        config.exportTimeout());
  }

  private static PostgresConfig embedded() {
    try {
      return ownedDatabase(PostgresServer.temporary().address());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a database whose owner may do nothing else. */
  static PostgresConfig ownedDatabase(PostgresAddress server) {
    try (Connection connection = server.connect(PostgresAddress.DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE keyserver LOGIN PASSWORD 'for-tests'");
      statement.execute("CREATE DATABASE keyserver_test OWNER keyserver");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return config(
        "localhost",
        server.port(),
        "keyserver_test",
        "keyserver",
        () -> new Secret(Samples.utf8("for-tests")),
        "disable");
  }

  private static PostgresConfig external(Map<String, String> environment) {
    String name = environment.getOrDefault("DB_NAME", "");
    if (!name.contains("test")) {
      throw new IllegalStateException("DB_NAME does not contain 'test': it would be emptied");
    }
    return config(
        environment.getOrDefault("DB_HOST", ""),
        Integer.parseInt(environment.getOrDefault("DB_PORT", "5432")),
        name,
        environment.getOrDefault("DB_USER", ""),
        () -> new Secret(Samples.utf8(environment.getOrDefault("DB_PASSWORD", ""))),
        environment.getOrDefault("DB_SSLMODE", "prefer"));
  }
}
