// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.exposurenotifications.testing.contracts.Samples.exposure;
import static org.exposurenotifications.testing.contracts.Samples.hour;
import static org.exposurenotifications.testing.contracts.Samples.upload;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.testing.standins.PgBouncer;
import org.exposurenotifications.testing.standins.PgBouncer.Pooling;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Behind a pooler whose clients keep a session for one transaction only, nothing is answered. */
final class TransactionPoolerTest {
  private static final String REFUSAL =
      "DB_HOST leads to a pooler that hands out a connection for one transaction only";

  private static final int SESSIONS = 3;
  private static final int STRANGERS = 6;

  private static PgBouncer pooler;
  private static PostgresConfig through;

  @BeforeAll
  static void start() {
    pooler = Pooler.start(Pooling.TRANSACTION, SESSIONS);
    through = TestDatabase.through(pooler.port());
  }

  @AfterAll
  static void close() {
    pooler.close();
  }

  @BeforeEach
  void clear() {
    TestDatabase.clear();
  }

  @Test
  void noMigrationBegins() {
    assertRefused(() -> PostgresStores.migrate(through));
  }

  @Test
  void noServerStarts() {
    assertNoServerStarts();
  }

  private static void assertNoServerStarts() {
    try (PostgresStores stores = PostgresStores.open(through)) {
      assertRefused(stores::schemaProblem);
    }
  }

  @Test
  void noStoreIsUsed() {
    try (PostgresStores stores = PostgresStores.open(through)) {
      assertRefused(() -> stores.exposures().addIfNonePresent(upload(exposure(1, hour(0)))));
      assertThat(TestDatabase.number("SELECT count(*) FROM exposure")).isZero();
    }
  }

  /** As when another address is given to the host's name while a server runs. */
  @Test
  void itIsRefusedAlsoWhenItComesLater() throws Exception {
    var source = (PasswordedDataSource) Connections.unpooled(TestDatabase.CONFIG);
    source.getConnection().close();
    source.setPortNumbers(new int[] {pooler.port()});
    assertThatThrownBy(source::getConnection)
        .isInstanceOf(SQLException.class)
        .hasFieldOrPropertyWithValue("SQLState", KeptSession.NOT_KEPT);
  }

  @Test
  void itIsRefusedHoweverBusyThePoolerIs() throws Exception {
    var over = new AtomicBoolean();
    List<Thread> strangers =
        Stream.generate(() -> Thread.ofVirtual().start(() -> transactions(over)))
            .limit(STRANGERS)
            .toList();
    try {
      for (int attempt = 0; attempt < 3; attempt++) {
        assertNoServerStarts();
      }
    } finally {
      over.set(true);
      for (Thread stranger : strangers) {
        stranger.join();
      }
    }
  }

  private static void assertRefused(ThrowingCallable use) {
    assertThatThrownBy(use)
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining(REFUSAL)
        .hasMessageContaining("pool_mode = session");
  }

  /** Short ones of random lengths, without prepared statements. */
  private static void transactions(AtomicBoolean over) {
    var random = new Random(7);
    String url =
        "jdbc:postgresql://127.0.0.1:%d/%s?prepareThreshold=0"
            .formatted(pooler.port(), through.name());
    try (Connection connection =
            DriverManager.getConnection(url, through.user(), through.password().get().reveal());
        Statement statement = connection.createStatement()) {
      while (!over.get()) {
        statement.execute("SELECT pg_sleep(%f)".formatted(random.nextDouble() / 100));
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
