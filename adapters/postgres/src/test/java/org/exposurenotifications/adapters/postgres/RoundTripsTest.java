// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exposurenotifications.testing.contracts.Samples.exposure;
import static org.exposurenotifications.testing.contracts.Samples.hour;
import static org.exposurenotifications.testing.contracts.Samples.statistic;
import static org.exposurenotifications.testing.contracts.Samples.upload;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exposurenotifications.ports.config.BatchPlan;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.export.Padding;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Upload;
import org.exposurenotifications.testing.contracts.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RoundTripsTest {
  private final WireTap wire = new WireTap(TestDatabase.CONFIG.host(), TestDatabase.CONFIG.port());
  private final PostgresStores stores = PostgresStores.open(TestDatabase.through(wire.port()));

  RoundTripsTest() throws IOException {}

  @BeforeEach
  void clear() {
    TestDatabase.clear();
    assertThat(stores.exposures().addIfNonePresent(keys(0, 1))).isEmpty();
  }

  @AfterEach
  void close() throws IOException {
    stores.close();
    wire.close();
  }

  @Test
  void anUploadOfNewKeysIsOneRoundTripAndOneTransaction() {
    long before = transactionNumber();
    assertThat(roundTrips(() -> stores.exposures().addIfNonePresent(keys(1, 31)))).isEqualTo(1);
    assertThat(transactionNumber() - before).isEqualTo(1);
    assertThat(TestDatabase.number("SELECT count(*) FROM exposure")).isEqualTo(31);
    assertThat(TestDatabase.number("SELECT count(*) FROM publish_statistic")).isEqualTo(2);
  }

  @Test
  void anUploadOfKnownKeysIsOneRoundTrip() {
    assertThat(roundTrips(() -> stores.exposures().addIfNonePresent(keys(0, 3)))).isEqualTo(1);
  }

  @Test
  void aRehearsalIsOneRoundTripAndOneTransactionThatWritesNothing() {
    long before = transactionNumber();
    assertThat(roundTrips(() -> stores.exposures().rehearse(keys(1, 31)))).isEqualTo(1);
    assertThat(transactionNumber() - before).isEqualTo(1);
    assertThat(TestDatabase.number("SELECT count(*) FROM exposure")).isEqualTo(1);
    assertThat(TestDatabase.number("SELECT count(*) FROM publish_statistic")).isEqualTo(1);
  }

  @Test
  void aStreamFetchesLittleMoreThanIsAskedFor() {
    TestDatabase.execute(
        """
        INSERT INTO exposure (key, regions, traveler, rolling_start, rolling_period,
                              transmission_risk, created_at)
        SELECT decode(md5(number::text), 'hex'), '{US}', false, 2000000, 144, 0,
               '2026-11-02T00:00:00Z'
        FROM generate_series(1, 400000) AS number
        """);
    Batch batch = batch();
    long before = wire.bytesReceived();
    try (Stream<ExportKey> keys = stores.batchKeys().keys(batch)) {
      assertThat(keys.limit(10)).hasSize(10);
    }
    long first = wire.bytesReceived() - before;
    try (Stream<ExportKey> keys = stores.batchKeys().keys(batch)) {
      assertThat(keys.count()).isEqualTo(400_001);
    }
    long all = wire.bytesReceived() - before - first;
    assertThat(all).isGreaterThan(12_000_000);
    // the one range that was used, and the one that is read meanwhile, of four
    assertThat(first).isLessThan(all / 10 * 6);
  }

  private Batch batch() {
    stores
        .batches()
        .plan(
            stores.batches().planning(),
            List.of(
                new BatchPlan(
                    Samples.export("daily", Samples.filter("US")), Samples.hours(0, 24), 500)),
            Padding.NONE);
    return stores.batches().lease(Samples.NOW, Samples.FAR, Duration.ofMinutes(1)).orElseThrow();
  }

  private long roundTrips(Runnable action) {
    long before = wire.roundTrips();
    action.run();
    return wire.roundTrips() - before;
  }

  /** Of the next transaction that writes. */
  private static long transactionNumber() {
    return TestDatabase.number("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
  }

  private static Upload keys(int from, int until) {
    return upload(
        Optional.of(statistic("health.example", hour(0))),
        IntStream.range(from, until)
            .mapToObj(number -> exposure(number, hour(0)))
            .toArray(Exposure[]::new));
  }
}
