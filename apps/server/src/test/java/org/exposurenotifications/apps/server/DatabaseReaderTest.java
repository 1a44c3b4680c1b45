// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.exposurenotifications.adapters.postgres.PostgresConfig;
import org.exposurenotifications.apps.runtime.ConfigurationException;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.database.DatabaseCredentials;
import org.exposurenotifications.ports.database.DatabasePassword;
import org.exposurenotifications.ports.secrets.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseReaderTest {
  private static final Map<String, String> NEEDED =
      Map.of("DB_NAME", "keyserver", "DB_USER", "server", "DB_PASSWORD", "hunter2");

  private static final DatabaseCredentials TOKENS =
      (host, port, user) ->
          new DatabasePassword(
              new Secret(
                  Bytes.of((user + "@" + host + ":" + port).getBytes(StandardCharsets.UTF_8))),
              Instant.MAX);

  @Test
  void whatHasNoDefaultIsEnough() {
    var environment = new Environment(NEEDED);

    PostgresConfig config = DatabaseReader.read(environment, Optional.of(TOKENS));

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
        "DB_HOST|/var/run/postgresql|DB_HOST is a Unix socket or a URL; name the host alone",
        "DB_HOST|postgres://db/keyserver|DB_HOST is a Unix socket or a URL; name the host alone",
        "DB_SSLROOTCERT|/no/such/ca.crt|DB_SSLROOTCERT names no file: /no/such/ca.crt",
        "DB_SSLKEY|/no/such/client.key|DB_SSLCERT is not set, but the other of",
        "DB_SSLCERT|/no/such/client.crt|DB_SSLCERT names no file: /no/such/client.crt",
        "DB_PORT|0|DB_PORT is '0' but has to be a whole number from 1 to 65535",
        "DB_SSLMODE|on|DB_SSLMODE is 'on' but has to be disable, allow, prefer, require, verify-ca",
        "DB_POOL_MIN_CONNS|17|DB_POOL_MIN_CONNS is above DB_POOL_MAX_CONNS; lower it",
        "DB_POOL_MAX_CONN_LIFETIME|1s|DB_POOL_MAX_CONN_LIFETIME is '1s' but has to be a duration",
        "DB_AUTH|CERTIFICATE|DB_AUTH is 'CERTIFICATE' but has to be one of PASSWORD, IAM"
      })
  void aWrongVariableIsNamedWithTheRemedy(String name, String value, String problem) {
    var variables = new TreeMap<>(NEEDED);
    variables.put(name, value);
    assertThatThrownBy(() -> read(variables))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(problem);
  }

  @Test
  void withIamThePasswordIsATokenForThisDatabaseAndUser() {
    var environment = new Environment(iam(Map.of("DB_HOST", "db.example", "DB_PORT", "5433")));

    PostgresConfig config = DatabaseReader.read(environment, Optional.of(TOKENS));

    environment.check();
    assertThat(config.password().get().reveal()).isEqualTo("server@db.example:5433");
  }

  @ParameterizedTest
  @ValueSource(strings = {"require", "verify-ca", "verify-full"})
  void tokensAreSentOverAnEncryptedConnection(String mode) {
    assertThatNoException().isThrownBy(() -> read(iam(Map.of("DB_SSLMODE", mode))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"disable", "allow", "prefer"})
  void tokensAreNotSentInClear(String mode) {
    assertThatThrownBy(() -> read(iam(Map.of("DB_SSLMODE", mode))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("DB_SSLMODE would send tokens in clear; with DB_AUTH=IAM set it");
  }

  @Test
  void aPasswordBesideIamIsRefused() {
    assertThatThrownBy(() -> read(iam(Map.of("DB_PASSWORD", "hunter2"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("DB_PASSWORD is set and DB_AUTH is IAM; take one of them away")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void whereThereAreNoTokensIamIsRefused() {
    var environment = new Environment(iam(Map.of()));
    PostgresConfig _ = DatabaseReader.read(environment, Optional.empty());
    assertThatThrownBy(environment::check)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("DB_AUTH is IAM, but this platform has no tokens for databases;");
  }

  private static Map<String, String> iam(Map<String, String> others) {
    var variables = new TreeMap<>(NEEDED);
    variables.remove("DB_PASSWORD");
    variables.put("DB_AUTH", "IAM");
    variables.putAll(others);
    return variables;
  }

  private static void read(Map<String, String> variables) {
    var environment = new Environment(variables);
    PostgresConfig _ = DatabaseReader.read(environment, Optional.of(TOKENS));
    environment.check();
  }
}
