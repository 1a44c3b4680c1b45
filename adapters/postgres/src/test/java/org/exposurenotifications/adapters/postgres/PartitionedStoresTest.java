// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exposurenotifications.testing.contracts.Samples.createdBefore;
import static org.exposurenotifications.testing.contracts.Samples.exposure;
import static org.exposurenotifications.testing.contracts.Samples.hour;
import static org.exposurenotifications.testing.contracts.Samples.upload;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exposurenotifications.apps.embedded.PostgresServer;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.testing.contracts.Stores;
import org.exposurenotifications.testing.contracts.StoresContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of keys may be divided by their hash. */
final class PartitionedStoresTest implements StoresContract {
  private static final int KEYS = 200;

  private static final String DIVIDE =
      """
      ALTER TABLE exposure RENAME TO whole;
      CREATE TABLE exposure (LIKE whole INCLUDING ALL) PARTITION BY HASH (key);
      DROP TABLE whole;
      CREATE TABLE exposure_0 PARTITION OF exposure FOR VALUES WITH (MODULUS 3, REMAINDER 0);
      CREATE TABLE exposure_1 PARTITION OF exposure FOR VALUES WITH (MODULUS 3, REMAINDER 1);
      CREATE TABLE exposure_2 PARTITION OF exposure FOR VALUES WITH (MODULUS 3, REMAINDER 2)
      """;

  private static PostgresServer server;
  private static PostgresConfig config;
  private static PostgresStores database;

  @BeforeAll
  static void divide() throws Exception {
    server = PostgresServer.temporary();
    config = TestDatabase.ownedDatabase(server.address());
    PostgresStores.migrate(config);
    execute(DIVIDE);
    database = PostgresStores.open(config);
  }

  @AfterAll
  static void close() throws IOException {
    database.close();
    server.close();
  }

  @BeforeEach
  void clear() throws SQLException {
    execute(TestDatabase.EMPTYING);
  }

  @Override
  public Stores stores() {
    return StoresOf.all(database);
  }

  @Test
  void itIsUpToDateAndFitForUse() {
    assertThat(database.schemaProblem()).isEmpty();
    assertThat(database.guaranteeProblem()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void expiredKeysGoAndNoOther(long seed) throws SQLException {
    var random = new Random(seed);
    Exposure[] keys =
        IntStream.range(0, KEYS)
            .mapToObj(number -> exposure(number, hour(random.nextBoolean() ? 1 : 5)))
            .toArray(Exposure[]::new);
    database.exposures().addIfNonePresent(upload(keys));
    long live = Stream.of(keys).filter(key -> key.createdAt().equals(hour(5))).count();
    int deleted = 0;
    for (int last = -1; last != 0; deleted += last) {
      last =
          database
              .exposures()
              .delete(Instant.EPOCH, createdBefore(hour(3)), 1 + random.nextInt(20))
              .keys();
    }
    assertThat(deleted).isEqualTo((int) (KEYS - live));
    assertThat(number("SELECT count(*) FROM exposure")).isEqualTo(live);
  }

  @Test
  void keysOfTheGoServerAreCarriedOverOnce() {
    List<ReferenceKey> keys =
        IntStream.range(0, KEYS)
            .mapToObj(
                number -> new ReferenceKey(exposure(number, hour(1)), Optional.empty(), "a place"))
            .toList();
    try (var target = new Database(config)) {
      assertThat(carried(target, keys)).isEqualTo(new CarryKeys.Stored(KEYS, 0));
      assertThat(carried(target, keys)).isEqualTo(new CarryKeys.Stored(0, 0));
    }
  }

  private static CarryKeys.Stored carried(Database target, List<ReferenceKey> keys) {
    return target.transact("carry keys over", handle -> CarryKeys.run(handle, keys));
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = Connections.unpooled(config).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(String sql) throws SQLException {
    try (Connection connection = Connections.unpooled(config).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
