// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.journey;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

/** A PostgreSQL whose user of the server has to know a password. */
final class JourneyDatabase implements AutoCloseable {
  private static final String USER = "keyserver";

  private final EmbeddedPostgres postgres;
  private final String password = UUID.randomUUID().toString();

  private JourneyDatabase(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  static JourneyDatabase start(Path folder) throws IOException, SQLException {
    Path rules = folder.resolve("pg_hba.conf");
    Files.writeString(
        rules,
        """
        local all all trust
        host all postgres 127.0.0.1/32 trust
        host all %s 127.0.0.1/32 scram-sha-256
        """
            .formatted(USER));
    var database =
        new JourneyDatabase(
            EmbeddedPostgres.builder().setServerConfig("hba_file", rules.toString()).start());
    try (Connection connection = database.postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(USER, database.password));
      statement.execute("CREATE DATABASE %s OWNER %s".formatted(USER, USER));
    }
    return database;
  }

  String password() {
    return password;
  }

  /** Where it is; not the password. */
  Map<String, String> variables() {
    return Map.of(
        "DB_HOST",
        "127.0.0.1",
        "DB_PORT",
        String.valueOf(postgres.getPort()),
        "DB_NAME",
        USER,
        "DB_USER",
        USER,
        "DB_SSLMODE",
        "disable");
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
