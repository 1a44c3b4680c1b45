// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.journey;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.exposurenotifications.apps.embedded.PostgresAddress;
import org.exposurenotifications.apps.embedded.PostgresServer;

/** A PostgreSQL with a user for the server, which owns a database and may do nothing else. */
final class JourneyDatabase implements AutoCloseable {
  private static final String USER = "keyserver";

  private final PostgresServer postgres;
  private final String password = UUID.randomUUID().toString();

  private JourneyDatabase(PostgresServer postgres) {
    this.postgres = postgres;
  }

  static JourneyDatabase start() throws IOException, SQLException {
    var database = new JourneyDatabase(PostgresServer.temporary());
    try (Connection connection = database.postgres.address().connect(PostgresAddress.DATABASE);
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
    var variables = new TreeMap<>(postgres.address().variables());
    variables.remove("DB_PASSWORD");
    variables.put("DB_NAME", USER);
    variables.put("DB_USER", USER);
    return variables;
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
