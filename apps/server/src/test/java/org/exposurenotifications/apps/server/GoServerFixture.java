// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.exposurenotifications.adapters.postgres.PostgresStores;
import org.exposurenotifications.apps.embedded.PostgresServer;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.config.Configuration;
import picocli.CommandLine;

/** A database of the Go server's shape with rows of all kinds, one of ours, and the command. */
final class GoServerFixture implements Deployment {
  static final String DAY = "date_trunc('day', now() - interval '1 day')";

  private static final String TOKEN_KEY = "system/revision-token";
  private static final List<String> DATABASES = List.of("reference", "keyserver");

  private final PostgresServer server = Shared.SERVER;
  private final MemoryPlatform platform = new MemoryPlatform();
  private final Map<String, String> variables = new LinkedHashMap<>();
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  GoServerFixture() {
    for (String prefix : List.of("", "REFERENCE_")) {
      server.address().variables().forEach((name, value) -> variables.put(prefix + name, value));
    }
    variables.put("DB_NAME", "keyserver");
    variables.put("REFERENCE_DB_NAME", "reference");
    variables.put("REVISION_TOKEN_KEY_ID", TOKEN_KEY);
    try {
      fill();
    } catch (IOException | SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** One server for all tests, which ends with the JVM. */
  private static final class Shared {
    private static final PostgresServer SERVER = start();

    private static PostgresServer start() {
      try {
        return PostgresServer.temporary();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  private void fill() throws IOException, SQLException {
    if (texts("postgres", "SELECT datname FROM pg_database WHERE datname = 'shaped_keyserver'")
        .isEmpty()) {
      shape();
    }
    for (String database : DATABASES) {
      execute("postgres", "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
      execute("postgres", "CREATE DATABASE " + database + " TEMPLATE shaped_" + database);
    }
    String pem = PublicKeys.pem(new MemoryPlatform().signingKeys().ensure("doh").publicKey());
    execute(
        "reference", resource("reference-rows.sql").replace("@PEM@", pem).replace("@DAY@", DAY));
    platform.keyEncryption().ensure(TOKEN_KEY);
    addTokenKey(7, platform.keyEncryption().encrypt(TOKEN_KEY, Bytes.of(new byte[32]), aad()));
    addTokenKey(8, Bytes.of(new byte[80]));
  }

  /** Tables are made once; copies are made faster. */
  private void shape() throws IOException, SQLException {
    for (String database : DATABASES) {
      execute("postgres", "CREATE DATABASE " + database);
    }
    execute("reference", resource("reference-schema.sql"));
    try (var infrastructure = registrations()) {
      PostgresStores.migrate(infrastructure.database());
    }
    for (String database : DATABASES) {
      execute("postgres", "CREATE DATABASE shaped_" + database + " TEMPLATE " + database);
    }
  }

  @Override
  public Platform platform(Environment literal) {
    return platform;
  }

  @Override
  public Infrastructure registrations() {
    return Infrastructure.open(this, variables);
  }

  /** Of the command, to be changed. */
  Map<String, String> variables() {
    return variables;
  }

  int run(String... options) {
    var arguments = new ArrayList<>(List.of("import-reference"));
    arguments.addAll(List.of(options));
    CommandLine line = Program.of(this).commandLine("import-reference");
    out = new StringWriter();
    err = new StringWriter();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments.toArray(String[]::new));
  }

  /** All is done but for rows that are wrong at the Go server. */
  void succeed(String... options) {
    assertThat(run(options)).as(() -> err.toString()).isEqualTo(3);
  }

  /** What the command told, the last time. */
  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  /** The lines of the report without their numbers. */
  List<String> told() {
    return out().lines().map(line -> line.strip().replaceFirst("^\\d+  ", "")).toList();
  }

  Configuration registered() {
    try (var infrastructure = registrations()) {
      return infrastructure.postgres().configuration().load();
    }
  }

  static Bytes aad() {
    return Bytes.of(new byte[16]);
  }

  void execute(String database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of an answer of our database. */
  List<Long> numbers(String sql) throws SQLException {
    return texts("keyserver", sql).stream().map(Long::valueOf).toList();
  }

  /** The first column of an answer of the Go server's database. */
  List<String> texts(String sql) throws SQLException {
    return texts("reference", sql);
  }

  private List<String> texts(String database, String sql) throws SQLException {
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

  private void addTokenKey(long id, Bytes wrapped) throws SQLException {
    try (Connection connection = connect("reference");
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO revisionkeys (kid, aad, wrapped_cipher, created_at)"
                    + " VALUES (?, ?, ?, now())")) {
      insert.setLong(1, id);
      insert.setBytes(2, aad().toByteArray());
      insert.setBytes(3, wrapped.toByteArray());
      insert.executeUpdate();
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = GoServerFixture.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Connection connect(String database) throws SQLException {
    return server.address().connect(database);
  }
}
