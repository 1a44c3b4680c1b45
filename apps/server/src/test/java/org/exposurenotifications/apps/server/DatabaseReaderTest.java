// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.exposurenotifications.adapters.postgres.PostgresConfig;
import org.exposurenotifications.apps.runtime.ConfigurationException;
import org.exposurenotifications.apps.runtime.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatabaseReaderTest {
  private static final Map<String, String> NEEDED =
      Map.of("DB_NAME", "keyserver", "DB_USER", "server", "DB_PASSWORD", "hunter2");

  @Test
  void whatHasNoDefaultIsEnough() {
    var environment = new Environment(NEEDED);

    PostgresConfig config = DatabaseReader.read(environment);

    environment.check();
    assertThat(config.host()).isEqualTo("localhost");
    assertThat(config.port()).isEqualTo(5432);
    assertThat(config.sslMode()).isEqualTo("require");
    assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.password().get().reveal()).isEqualTo("hunter2");
    assertThat(config.toString()).doesNotContain("hunter2");
  }

  @Test
  void whatIsMissingIsToldTogether() {
    assertThatThrownBy(() -> read(Map.of()))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            wrong ->
                assertThat(wrong.problems())
                    .isEqualTo(
                        List.of(
                            "DB_NAME is not set; name the database",
                            "DB_USER is not set; name the user to connect as")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DB_PORT|0|DB_PORT is '0' but has to be a whole number from 1 to 65535",
        "DB_SSLMODE|on|DB_SSLMODE is 'on' but has to be disable, allow, prefer, require, verify-ca",
        "DB_POOL_MIN_CONNS|17|DB_POOL_MIN_CONNS is above DB_POOL_MAX_CONNS; lower it",
        "DB_POOL_MAX_CONN_LIFETIME|1s|DB_POOL_MAX_CONN_LIFETIME is '1s' but has to be a duration",
        "DB_AUTH|CERTIFICATE|DB_AUTH is 'CERTIFICATE' but has to be one of PASSWORD"
      })
  void aWrongVariableIsNamedWithTheRemedy(String name, String value, String problem) {
    var variables = new TreeMap<>(NEEDED);
    variables.put(name, value);
    assertThatThrownBy(() -> read(variables))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(problem);
  }

  private static void read(Map<String, String> variables) {
    var environment = new Environment(variables);
    PostgresConfig _ = DatabaseReader.read(environment);
    environment.check();
  }
}
