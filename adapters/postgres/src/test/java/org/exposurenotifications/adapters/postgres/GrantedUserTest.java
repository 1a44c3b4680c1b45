// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.exposurenotifications.apps.embedded.PostgresAddress;
import org.exposurenotifications.apps.embedded.PostgresServer;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.testing.contracts.Samples;
import org.exposurenotifications.testing.contracts.Stores;
import org.exposurenotifications.testing.contracts.StoresContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A user with the grants of docs/operations/database-users.sql can do all that the stores do. */
final class GrantedUserTest implements StoresContract {
  private static final PostgresServer SERVER = start();
  private static final PostgresConfig OWNER = TestDatabase.ownedDatabase(SERVER.address());
  private static final PostgresConfig USER =
      TestDatabase.config(
          "localhost",
          SERVER.address().port(),
          OWNER.name(),
          "publish",
          () -> new Secret(Samples.utf8("for-tests")),
          "disable");
  private static final PostgresStores database = PostgresStores.open(USER);

  @BeforeAll
  static void grant() throws Exception {
    try (Connection superuser = SERVER.address().connect(PostgresAddress.DATABASE);
        Statement statement = superuser.createStatement()) {
      statement.execute("ALTER ROLE keyserver CREATEROLE");
    }
    PostgresStores.migrate(OWNER);
    execute(OWNER, Files.readString(Path.of("../../docs/operations/database-users.sql")));
    execute(
        OWNER, "CREATE ROLE publish LOGIN PASSWORD 'for-tests'; GRANT keyserver_rows TO publish");
  }

  @BeforeEach
  void clear() throws Exception {
    execute(OWNER, TestDatabase.EMPTYING);
  }

  @AfterAll
  static void close() throws IOException {
    database.close();
    SERVER.close();
  }

  @Override
  public Stores stores() {
    return StoresOf.all(database);
  }

  @Test
  void itSeesWhetherTheTablesAreUpToDate() {
    assertThat(database.schemaProblem()).isEmpty();
    assertThat(database.guaranteeProblem()).isEmpty();
  }

  @Test
  void tablesOfLaterMigrationsAreGrantedToo() throws Exception {
    execute(OWNER, "CREATE TABLE later (id bigint GENERATED ALWAYS AS IDENTITY, text text)");
    execute(USER, "INSERT INTO later (text) VALUES ('x'); DELETE FROM later");
  }

  @Test
  void itCannotChangeOrEmptyTables() {
    for (String statement :
        new String[] {
          "CREATE TABLE mine (id int)",
          "DROP TABLE exposure",
          "ALTER TABLE exposure ADD x int",
          "TRUNCATE exposure",
          "CREATE ROLE other"
        }) {
      assertThatThrownBy(() -> execute(USER, statement))
          .as(statement)
          .isInstanceOf(SQLException.class)
          .hasFieldOrPropertyWithValue("SQLState", "42501");
    }
  }

  private static void execute(PostgresConfig who, String sql) throws SQLException {
    try (Connection connection = Connections.unpooled(who).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static PostgresServer start() {
    try {
      return PostgresServer.temporary();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
