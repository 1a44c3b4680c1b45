// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.exposurenotifications.apps.embedded.PostgresServer;
import org.exposurenotifications.apps.embedded.PostgresSettings;

/**
 * The PostgreSQL of a benchmark: embedded and durable, or the one that {@code DB_HOST} names, whose
 * {@code DB_NAME} has to contain {@code bench}, since it is emptied.
 */
final class BenchDatabase implements AutoCloseable {
  private final Optional<PostgresServer> embedded;
  private final Map<String, String> environment;

  private BenchDatabase(Optional<PostgresServer> embedded, Map<String, String> environment) {
    this.embedded = embedded;
    this.environment = Map.copyOf(environment);
  }

  /**
   * @param directory for the data of an embedded one
   */
  static BenchDatabase open(Path directory) throws IOException, SQLException {
    Map<String, String> given = System.getenv();
    if (!given.containsKey("DB_HOST")) {
      return embedded(directory.resolve("postgres"));
    }
    if (!given.getOrDefault("DB_NAME", "").contains("bench")) {
      throw new IOException(
          "DB_NAME has to contain 'bench', since the database is emptied; create one and name it");
    }
    var variables = new HashMap<String, String>();
    given.forEach((name, value) -> {
      if (name.startsWith("DB_")) {
        variables.put(name, value);
      }
    });
    return new BenchDatabase(Optional.empty(), variables).emptied();
  }

  private static BenchDatabase embedded(Path directory) throws IOException, SQLException {
    var postgres = PostgresServer.start(directory, PostgresSettings.durable());
    return new BenchDatabase(Optional.of(postgres), postgres.address().variables()).emptied();
  }

  private BenchDatabase emptied() throws SQLException {
    execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    return this;
  }

  /** For the server's processes. */
  Map<String, String> environment() {
    return environment;
  }

  Connection connect() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", environment.getOrDefault("DB_USER", ""));
    properties.setProperty("password", environment.getOrDefault("DB_PASSWORD", ""));
    properties.setProperty("sslmode", environment.getOrDefault("DB_SSLMODE", "require"));
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%s/%s"
            .formatted(
                environment.get("DB_HOST"),
                environment.getOrDefault("DB_PORT", "5432"),
                environment.get("DB_NAME")),
        properties);
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  long number(String sql) throws SQLException {
    return Long.parseLong(text(sql));
  }

  String text(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  /** What the server's processes have used, where they run on this machine. */
  Usage usage() throws SQLException {
    String file =
        text("SELECT setting || '/postmaster.pid' FROM pg_settings WHERE name = 'data_directory'");
    try {
      return Usage.ofFamily(Long.parseLong(Files.readAllLines(Path.of(file)).getFirst().strip()));
    } catch (IOException _) {
      return new Usage(Duration.ZERO, 0);
    }
  }

  String version() throws SQLException {
    return "PostgreSQL " + text("SHOW server_version") + durability();
  }

  private String durability() throws SQLException {
    return ", fsync %s, synchronous_commit %s, full_page_writes %s"
        .formatted(
            text("SHOW fsync"), text("SHOW synchronous_commit"), text("SHOW full_page_writes"));
  }

  @Override
  public void close() throws IOException {
    if (embedded.isPresent()) {
      embedded.get().close();
    }
  }
}
