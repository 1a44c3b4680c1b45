// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.exposurenotifications.testing.contracts.Samples.createdBefore;
import static org.exposurenotifications.testing.contracts.Samples.exposure;
import static org.exposurenotifications.testing.contracts.Samples.hour;
import static org.exposurenotifications.testing.contracts.Samples.upload;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.exposurenotifications.apps.embedded.PostgresServer;
import org.exposurenotifications.apps.embedded.PostgresSettings;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.testing.contracts.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HealthTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  @TempDir private static Path directory = Path.of("unset");

  @Test
  void aDatabaseThatAnswersIsWell() {
    try (PostgresStores stores = PostgresStores.open(TestDatabase.CONFIG)) {
      assertThat(stores.ping(TIMEOUT)).isEmpty();
    }
  }

  @Test
  void aReadOnlyDatabaseIsTold() {
    String database = "ALTER DATABASE " + TestDatabase.CONFIG.name();
    TestDatabase.execute(database + " SET default_transaction_read_only = on");
    try (PostgresStores stores = PostgresStores.open(TestDatabase.CONFIG)) {
      assertThat(stores.ping(TIMEOUT)).contains("The database is read-only.");
    } finally {
      TestDatabase.execute(
          "BEGIN READ WRITE; " + database + " RESET default_transaction_read_only; COMMIT");
    }
  }

  @Test
  void aSilentServerIsToldInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        PostgresStores stores = PostgresStores.open(at(silent))) {
      assertThat(stores.ping(Duration.ofMillis(200))).contains("The database does not answer.");
    }
  }

  @Test
  void everythingSurvivesARestartOfTheServer() throws IOException {
    PostgresServer first = server(0);
    PostgresConfig config = TestDatabase.ownedDatabase(first.address());
    PostgresStores.migrate(config);
    try (PostgresStores stores = PostgresStores.open(TestDatabase.impatient(config))) {
      assertThat(stores.exposures().addIfNonePresent(upload(exposure(1, hour(0))))).isEmpty();
      assertThat(stores.windows().closeBefore(hour(2))).isEqualTo(hour(2));
      first.close();
      assertThat(stores.ping(TIMEOUT)).isPresent();
      try (PostgresServer _ = server(config.port())) {
        assertThat(stores.ping(Duration.ofSeconds(10))).isEmpty();
        assertThat(stores.exposures().addIfNonePresent(upload(exposure(1, hour(0))))).hasSize(1);
        assertThat(stores.exposures().addIfNonePresent(upload(exposure(2, hour(1))))).isEmpty();
        assertThat(stores.exposures().delete(Instant.EPOCH, createdBefore(hour(2)), 10).keys())
            .isEqualTo(1);
      }
    }
  }

  @Test
  void aConfigurationOutOfRangeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(0, "require"))
        .withMessage("the database's port is not 1 to 65535");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(5432, "yes"))
        .withMessageContaining("SSL mode");
  }

  private static PostgresConfig at(ServerSocket listener) {
    return TestDatabase.impatient(TestDatabase.through(listener.getLocalPort()));
  }

  private static PostgresConfig config(int port, String sslMode) {
    return TestDatabase.config(
        "db", port, "name", "user", () -> new Secret(Samples.utf8("p")), sslMode);
  }

  /**
   * @param port any if 0
   */
  private static PostgresServer server(int port) throws IOException {
    return PostgresServer.start(directory, PostgresSettings.fast().onPort(port));
  }
}
