// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Supplier;
import org.exposurenotifications.ports.secrets.Secret;

/** Connections with the limits that fit migrations. */
final class MigrationDataSource extends PasswordedDataSource {
  /**
   * Of a statement on large tables. The connection that keeps other migrations out is idle in its
   * transaction for as long.
   */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** For a table, which uploads queue for behind the migration. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  MigrationDataSource(Supplier<Secret> password) {
    super(password);
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = super.getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute(Connections.limits(LONGEST, LONGEST_WAIT, LONGEST));
      return connection;
    } catch (SQLException failure) {
      connection.close();
      throw failure;
    }
  }
}
