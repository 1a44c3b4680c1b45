// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A transaction that would not see a window being closed gets no window. */
final class OpenWindowIsolationTest {
  private static final String OPEN = "SELECT open_window('2026-11-02T00:00:00Z')";

  @BeforeEach
  void clear() {
    TestDatabase.clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"REPEATABLE READ", "SERIALIZABLE"})
  void itRaisesWhereALaterStatementSeesWhatTheFirstOneSaw(String level) throws SQLException {
    try (Connection connection = TestDatabase.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN ISOLATION LEVEL " + level);
      assertThatThrownBy(() -> statement.execute(OPEN))
          .isInstanceOf(SQLException.class)
          .hasFieldOrPropertyWithValue("SQLState", "25000")
          .hasMessageContaining("READ COMMITTED");
      statement.execute("ROLLBACK");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"READ COMMITTED", "READ UNCOMMITTED"})
  void itOpensOneWhereEachStatementSeesWhatIsCommitted(String level) throws SQLException {
    try (Connection connection = TestDatabase.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN ISOLATION LEVEL " + level);
      assertThat(statement.execute(OPEN)).isTrue();
      statement.execute("ROLLBACK");
    }
  }
}
