// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.exposurenotifications.apps.embedded.PostgresServer;
import org.exposurenotifications.apps.embedded.PostgresSettings;

/** A database of the Go server's shape, called reference, beside an empty one of our own. */
final class GoServerDatabase implements AutoCloseable {
  private static final Path SCHEMA =
      Path.of(
          "../server/src/test/resources/org/exposurenotifications/apps/server/reference-schema.sql");

  private final PostgresServer server;
  private final Path folder;

  private GoServerDatabase(PostgresServer server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /**
   * @param folder for the keys and files of our server, and the data of PostgreSQL
   * @param settings of PostgreSQL
   */
  static GoServerDatabase start(Path folder, PostgresSettings settings) throws Exception {
    var database =
        new GoServerDatabase(PostgresServer.start(folder.resolve("postgres"), settings), folder);
    database.empty("reference");
    database.execute("reference", Files.readString(SCHEMA));
    database.emptyOurs();
    return database;
  }

  /** A database for our server without tables, in the place of the one that was there. */
  void emptyOurs() throws SQLException {
    empty("keyserver");
  }

  private void empty(String name) throws SQLException {
    execute("postgres", "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    execute("postgres", "CREATE DATABASE " + name);
  }

  /** The environment of our server. */
  Map<String, String> variables() throws IOException {
    var directory = new DataDirectory(folder);
    directory.create();
    var variables = new TreeMap<>(directory.complete(Map.of(), server.address()));
    server
        .address()
        .variables()
        .forEach((name, value) -> variables.put("REFERENCE_" + name, value));
    variables.put("DB_NAME", "keyserver");
    variables.put("REFERENCE_DB_NAME", "reference");
    return variables;
  }

  Connection connect(String database) throws SQLException {
    return server.address().connect(database);
  }

  void execute(String database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Inserts into the Go server's database. */
  void insert(String sql, Object... values) throws SQLException {
    try (Connection connection = connect("reference");
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  /** The first column of an answer. */
  List<String> texts(String database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      var texts = new ArrayList<String>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
