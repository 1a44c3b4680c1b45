// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.exposurenotifications.testing.contracts.Samples.exposure;
import static org.exposurenotifications.testing.contracts.Samples.hour;
import static org.exposurenotifications.testing.contracts.Samples.statistic;
import static org.exposurenotifications.testing.contracts.Samples.upload;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.config.BatchPlan;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.export.Padding;
import org.exposurenotifications.ports.exposure.Upload;
import org.exposurenotifications.testing.contracts.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database goes away, hangs, or refuses. */
final class BrokenConnectionsTest {
  private static final Upload UPLOAD =
      upload(
          Optional.of(statistic("health.example", hour(0))),
          exposure(1, hour(0)),
          exposure(2, hour(0)),
          exposure(3, hour(0)));

  private static final String WAITING =
      """
      FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'
      """;

  @BeforeEach
  void clear() {
    TestDatabase.clear();
  }

  @Test
  void anUploadWhoseConnectionBreaksWritesNothingAndCanBeRepeated() {
    try (PostgresStores stores = PostgresStores.open(TestDatabase.CONFIG);
        Database other = new Database(TestDatabase.CONFIG)) {
      Throwable failure =
          other.transact(
              "hold a key",
              handle -> {
                AddKeys.run(handle, upload(exposure(2, hour(0))));
                FutureTask<Throwable> publish = publishing(stores);
                while (TestDatabase.number("SELECT count(*) " + WAITING) == 0) {
                  Thread.onSpinWait();
                }
                TestDatabase.number("SELECT count(pg_terminate_backend(pid)) " + WAITING);
                Throwable thrown = resultOf(publish);
                handle.rollback();
                return thrown;
              });
      assertThat(failure).isInstanceOf(PortFailure.Transient.class);
      assertThat(TestDatabase.number("SELECT count(*) FROM exposure")).isZero();
      assertThat(TestDatabase.number("SELECT count(*) FROM publish_statistic")).isZero();
      assertThat(stores.exposures().addIfNonePresent(UPLOAD)).isEmpty();
      assertThat(TestDatabase.number("SELECT count(*) FROM exposure")).isEqualTo(3);
    }
  }

  @Test
  void aDatabaseThatHangsIsATransientFailure() {
    try (PostgresStores stores = PostgresStores.open(TestDatabase.impatient(TestDatabase.CONFIG));
        Database other = new Database(TestDatabase.CONFIG)) {
      other.transact(
          "hold a key",
          handle -> {
            AddKeys.run(handle, upload(exposure(2, hour(0))));
            assertThat(resultOf(publishing(stores))).isInstanceOf(PortFailure.Transient.class);
            return handle;
          });
    }
  }

  @Test
  void aStreamWhoseConnectionBreaksIsATransientFailure() {
    try (PostgresStores stores = PostgresStores.open(TestDatabase.CONFIG)) {
      TestDatabase.execute(
          """
          INSERT INTO exposure (key, regions, traveler, rolling_start, rolling_period,
                                transmission_risk, created_at)
          SELECT decode(md5(number::text), 'hex'), '{US}', false, 2000000, 144, 0,
                 '2026-11-02T00:00:00Z'
          FROM generate_series(1, 400000) AS number
          """);
      stores
          .batches()
          .plan(
              stores.batches().planning(),
              List.of(
                  new BatchPlan(
                      Samples.export("daily", Samples.filter("US")), Samples.hours(0, 24), 500)),
              Padding.NONE);
      Batch batch =
          stores.batches().lease(Samples.NOW, Samples.FAR, Duration.ofMinutes(1)).orElseThrow();
      Stream<ExportKey> keys = stores.batchKeys().keys(batch);
      TestDatabase.number(
          """
          SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
          """);
      assertThatThrownBy(keys::count).isInstanceOf(PortFailure.Transient.class);
      keys.close();
      assertThat(stores.batchKeys().count(batch).keys()).isEqualTo(400_000);
    }
  }

  private static FutureTask<Throwable> publishing(PostgresStores stores) {
    FutureTask<Throwable> task =
        new FutureTask<>(() -> catchThrowable(() -> stores.exposures().addIfNonePresent(UPLOAD)));
    Thread.ofPlatform().start(task);
    return task;
  }

  private static Throwable resultOf(FutureTask<Throwable> task) {
    try {
      return task.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
