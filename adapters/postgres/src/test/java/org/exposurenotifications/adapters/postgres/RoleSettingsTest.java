// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exposurenotifications.testing.contracts.Samples.exposure;
import static org.exposurenotifications.testing.contracts.Samples.hour;
import static org.exposurenotifications.testing.contracts.Samples.hours;
import static org.exposurenotifications.testing.contracts.Samples.merge;
import static org.exposurenotifications.testing.contracts.Samples.revision;
import static org.exposurenotifications.testing.contracts.Samples.statistic;
import static org.exposurenotifications.testing.contracts.Samples.upload;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.exposurenotifications.apps.embedded.PostgresAddress;
import org.exposurenotifications.apps.embedded.PostgresServer;
import org.exposurenotifications.ports.config.BatchPlan;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.export.Padding;
import org.exposurenotifications.testing.contracts.Samples;
import org.exposurenotifications.testing.contracts.Stores;
import org.exposurenotifications.testing.contracts.StoresContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an administrator set for a role or a database changes nothing: the contracts hold with the
 * worst value of each setting, and a key goes its way with some of them at random.
 */
final class RoleSettingsTest implements StoresContract {
  /** The worst value of each first. */
  private static final Map<String, List<String>> VALUES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("standard_conforming_strings", List.of("off", "on")),
              Map.entry("backslash_quote", List.of("on", "off")),
              Map.entry("escape_string_warning", List.of("on", "off")),
              Map.entry("array_nulls", List.of("off", "on")),
              Map.entry("transform_null_equals", List.of("on", "off")),
              Map.entry("quote_all_identifiers", List.of("on", "off")),
              Map.entry("bytea_output", List.of("escape", "hex")),
              Map.entry("DateStyle", List.of("SQL, DMY", "German, DMY", "Postgres, MDY")),
              Map.entry("IntervalStyle", List.of("sql_standard", "iso_8601")),
              Map.entry("TimeZone", List.of("Asia/Kathmandu", "America/St_Johns", "UTC")),
              Map.entry("extra_float_digits", List.of("-15", "0", "3")),
              Map.entry("client_encoding", List.of("LATIN1", "SQL_ASCII", "UTF8")),
              Map.entry("client_min_messages", List.of("debug5", "error")),
              Map.entry(
                  "default_transaction_isolation", List.of("serializable", "repeatable read")),
              Map.entry("default_transaction_deferrable", List.of("on", "off")),
              Map.entry("synchronous_commit", List.of("off", "local", "on")),
              Map.entry("statement_timeout", List.of("500ms", "1s")),
              Map.entry("lock_timeout", List.of("1ms", "1s")),
              Map.entry("idle_in_transaction_session_timeout", List.of("10ms", "1s")),
              Map.entry("idle_session_timeout", List.of("1s", "1h")),
              Map.entry("transaction_timeout", List.of("1s", "1h")),
              Map.entry("plan_cache_mode", List.of("force_custom_plan", "force_generic_plan")),
              Map.entry("enable_indexscan", List.of("off", "on")),
              Map.entry("row_security", List.of("off", "on")),
              Map.entry("check_function_bodies", List.of("off", "on")),
              Map.entry("constraint_exclusion", List.of("off", "on")),
              Map.entry("work_mem", List.of("64kB", "1GB")),
              Map.entry(
                  "search_path", List.of("nowhere, public", "public", "public, pg_catalog"))));

  private static PostgresServer server;
  private static PostgresConfig config;
  private static PostgresStores database;

  @BeforeAll
  static void setTheWorst() throws Exception {
    server = PostgresServer.temporary();
    config = TestDatabase.ownedDatabase(server.address());
    for (var setting : VALUES.entrySet()) {
      set("ROLE " + config.user(), setting.getKey(), setting.getValue().getFirst());
    }
    PostgresStores.migrate(config);
    database = PostgresStores.open(config);
  }

  @AfterAll
  static void close() throws IOException {
    database.close();
    server.close();
  }

  @BeforeEach
  void clear() throws SQLException {
    try (Connection connection = Connections.unpooled(config).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(TestDatabase.EMPTYING);
    }
  }

  @Override
  public Stores stores() {
    return StoresOf.all(database);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void aKeyGoesItsWayWhateverIsSet(long seed) throws SQLException {
    var random = new Random(seed);
    String name = "world_" + seed;
    asSuperuser("CREATE DATABASE " + name + " OWNER " + config.user());
    for (var setting : VALUES.entrySet()) {
      String value = setting.getValue().get(random.nextInt(setting.getValue().size()));
      switch (random.nextInt(3)) {
        case 0 -> set("DATABASE " + name, setting.getKey(), value);
        case 1 -> set("ROLE " + config.user() + " IN DATABASE " + name, setting.getKey(), value);
        default -> {}
      }
    }
    PostgresConfig world =
        TestDatabase.config(
            config.host(), config.port(), name, config.user(), config.password(), "disable");
    PostgresStores.migrate(world);
    try (PostgresStores stores = PostgresStores.open(world)) {
      assertThat(stores.schemaProblem()).isEmpty();
      assertThat(stores.guaranteeProblem()).isEmpty();
      assertThat(settings(world)).isEqualTo("read committed, on, on, 20000");
      aKeyGoesItsWay(stores, random);
    }
  }

  private static void aKeyGoesItsWay(PostgresStores stores, Random random) {
    int number = random.nextInt(1 << 20);
    var upload =
        upload(Optional.of(statistic("health.example", hour(0))), exposure(number, hour(0)));
    assertThat(stores.exposures().addIfNonePresent(upload)).isEmpty();
    assertThat(stores.exposures().addIfNonePresent(upload)).hasSize(1);
    assertThat(stores.exposures().merge(merge(List.of(), List.of(revision(number, hour(1))))))
        .isTrue();
    assertThat(stores.windows().closeBefore(hour(2))).isEqualTo(hour(2));
    assertThat(
            stores
                .batches()
                .plan(
                    stores.batches().planning(),
                    List.of(
                        new BatchPlan(
                            Samples.export("daily", Samples.filter("US")), hours(0, 2), 500)),
                    Padding.NONE))
        .isTrue();
    Batch batch =
        stores.batches().lease(Samples.NOW, Samples.FAR, Duration.ofMinutes(1)).orElseThrow();
    try (Stream<ExportKey> keys = stores.batchKeys().keys(batch);
        Stream<ExportKey> revised = stores.batchKeys().revisedKeys(batch)) {
      assertThat(keys.map(ExportKey::keyData)).containsExactly(Samples.keyData(number));
      assertThat(revised.map(ExportKey::keyData)).containsExactly(Samples.keyData(number));
    }
    assertThat(stores.batchKeys().groups(hours(0, 1))).hasSize(1);
    assertThat(stores.exposures().delete(hour(0), Samples.createdBefore(hour(1)), 10).keys())
        .isEqualTo(1);
  }

  /** Of a connection of the pool: what open_window() needs, what a crash must not lose, a limit. */
  private static String settings(PostgresConfig world) {
    try (var pool = new Database(world)) {
      return pool.call(
          "read settings",
          handle ->
              handle
                  .createQuery(
                      """
                      SELECT concat_ws(', ', current_setting('transaction_isolation'),
                          CASE WHEN current_setting('synchronous_commit') <> 'off' THEN 'on' END,
                          current_setting('standard_conforming_strings'),
                          (SELECT setting FROM pg_settings WHERE name = 'statement_timeout'))
                      """)
                  .mapTo(String.class)
                  .one());
    }
  }

  private static void set(String of, String setting, String value) throws SQLException {
    // a list of names, and not one name with a comma
    String whole =
        setting.equals("search_path")
            ? Stream.of(value.split(", ")).collect(Collectors.joining("', '", "'", "'"))
            : "'" + value + "'";
    asSuperuser("ALTER " + of + " SET " + setting + " = " + whole);
  }

  private static void asSuperuser(String sql) throws SQLException {
    try (Connection connection = server.address().connect(PostgresAddress.DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
