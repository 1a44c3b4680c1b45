// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.function.Supplier;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.secrets.Secret;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Asks for the password at each new connection: it may be rotated, or be a token of minutes.
 * Refuses connections without a session of their own.
 */
final class PasswordedDataSource extends PGSimpleDataSource {
  private final transient Supplier<Secret> password;
  private final transient SessionSettings settings;

  /** Tried once: of a pooler that has few sessions, a second one may be hard to get later. */
  private transient volatile boolean poolerKeepsSessions;

  /**
   * @param settings that each new connection begins with
   */
  PasswordedDataSource(Supplier<Secret> password, SessionSettings settings) {
    this.password = password;
    this.settings = settings;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = connect();
    try {
      try (Statement statement = connection.createStatement()) {
        statement.execute(settings.sql());
      }
      if (!poolerKeepsSessions && KeptSession.isPooled(connection)) {
        requireSessions(connection);
      }
      return connection;
    } catch (SQLException failure) {
      connection.close();
      throw failure;
    }
  }

  private synchronized void requireSessions(Connection connection) throws SQLException {
    if (!poolerKeepsSessions) {
      try (Connection other = connect()) {
        KeptSession.require(connection, other);
      }
      poolerKeepsSessions = true;
    }
  }

  private Connection connect() throws SQLException {
    try {
      return getConnection(getUser(), password.get().reveal());
    } catch (PortFailure failure) {
      throw new SQLTransientConnectionException(
          "the database's password cannot be had", "08001", failure);
    }
  }
}
