// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/**
 * Where a server is on this machine, and the password of its superuser.
 *
 * @param port on 127.0.0.1
 */
public record PostgresAddress(int port, String password) {
  public static final String HOST = "127.0.0.1";

  /** The superuser. */
  public static final String USER = "postgres";

  /** The database that each server begins with. */
  public static final String DATABASE = "postgres";

  /** The same server, reached otherwise. */
  public PostgresAddress onPort(int port) {
    return new PostgresAddress(port, password);
  }

  /** The variables of the environment that lead the key server to the database. */
  public Map<String, String> variables() {
    return Map.of(
        "DB_HOST", HOST,
        "DB_PORT", String.valueOf(port),
        "DB_NAME", DATABASE,
        "DB_USER", USER,
        "DB_PASSWORD", password,
        "DB_SSLMODE", "disable");
  }

  /** Connects as the superuser, in autocommit mode. */
  public Connection connect(String database) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", USER);
    properties.setProperty("password", password);
    properties.setProperty("sslmode", "disable");
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s".formatted(HOST, port, database), properties);
  }

  @Override
  public String toString() {
    return HOST + ":" + port;
  }
}
