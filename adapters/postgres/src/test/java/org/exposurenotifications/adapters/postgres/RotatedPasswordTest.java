// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.secrets.Secret;
import org.junit.jupiter.api.Test;

final class RotatedPasswordTest {
  @Test
  void eachNewConnectionAsksForThePassword() throws SQLException {
    AtomicInteger asked = new AtomicInteger();
    DataSource source =
        Connections.unpooled(
            with(() -> {
              asked.incrementAndGet();
              return TestDatabase.CONFIG.password().get();
            }));
    assertThat(asked).hasValue(0);
    for (int connections = 1; connections < 4; connections++) {
      try (Connection connection = source.getConnection()) {
        assertThat(connection.isValid(5)).isTrue();
      }
      assertThat(asked).hasValue(connections);
    }
  }

  @Test
  void aPasswordThatCannotBeHadIsATransientFailure() {
    PostgresConfig config =
        TestDatabase.impatient(
            with(() -> {
              throw new PortFailure.Permanent("no such secret", null);
            }));
    try (PostgresStores stores = PostgresStores.open(config)) {
      assertThatThrownBy(() -> stores.configuration().load())
          .isInstanceOf(PortFailure.Transient.class)
          .hasStackTraceContaining("the database's password cannot be had");
    }
  }

  @Test
  void theConfigurationsTextHoldsNoPassword() {
    assertThat(TestDatabase.CONFIG.toString())
        .doesNotContain(TestDatabase.CONFIG.password().get().reveal());
  }

  private static PostgresConfig with(Supplier<Secret> password) {
    PostgresConfig config = TestDatabase.CONFIG;
    return TestDatabase.config(
        config.host(), config.port(), config.name(), config.user(), password, config.sslMode());
  }
}
