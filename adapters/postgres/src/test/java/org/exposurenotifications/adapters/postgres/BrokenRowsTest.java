// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exposurenotifications.testing.contracts.Samples.exposure;
import static org.exposurenotifications.testing.contracts.Samples.hour;
import static org.exposurenotifications.testing.contracts.Samples.hours;
import static org.exposurenotifications.testing.contracts.Samples.keyData;
import static org.exposurenotifications.testing.contracts.Samples.merge;
import static org.exposurenotifications.testing.contracts.Samples.revision;
import static org.exposurenotifications.testing.contracts.Samples.upload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.config.BatchPlan;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.export.Padding;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Revision;
import org.exposurenotifications.testing.contracts.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that break the rules, since something else wrote them, reach no file and stop nothing. */
final class BrokenRowsTest {
  private static final int KEYS = 60;

  private static final List<String> REPORTED =
      List.of(
          "rolling_period = 200",
          "rolling_period = 0",
          "rolling_period = -1",
          "rolling_start = -5",
          "transmission_risk = 99",
          "transmission_risk = -1");

  private static final String REVISED = "revised_transmission_risk = 9";

  @BeforeEach
  void clear() {
    TestDatabase.clear();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theyAreLeftOutAndCounted(long seed) {
    var random = new Random(seed);
    try (PostgresStores stores = PostgresStores.open(TestDatabase.CONFIG)) {
      fill(stores);
      List<Bytes> sound = new ArrayList<>();
      List<Bytes> soundRevisions = new ArrayList<>();
      int broken = 0;
      for (int number = 0; number < KEYS; number++) {
        switch (random.nextInt(4)) {
          case 0 -> {
            breaking(number, REPORTED.get(random.nextInt(REPORTED.size())));
            broken++;
          }
          case 1 -> {
            breaking(number, REVISED);
            sound.add(keyData(number));
          }
          default -> {
            sound.add(keyData(number));
            soundRevisions.add(keyData(number));
          }
        }
      }
      Batch batch = batch(stores);
      BatchKeys.Count count = stores.batchKeys().count(batch);
      assertThat(count.keys()).isEqualTo(sound.size());
      assertThat(count.broken()).isGreaterThanOrEqualTo(broken).isPositive();
      try (Stream<ExportKey> keys = stores.batchKeys().keys(batch);
          Stream<ExportKey> revised = stores.batchKeys().revisedKeys(batch)) {
        List<ExportKey> all = Stream.concat(keys, revised).toList();
        assertThat(all).allMatch(BrokenRowsTest::isTaken);
        assertThat(all).hasSize((int) (count.keys() + count.revisedKeys()));
        assertThat(all)
            .extracting(ExportKey::keyData)
            .containsAll(sound)
            .containsAll(soundRevisions);
      }
      stores.batchKeys().groups(hours(0, 2));
      assertThat(stores.batchKeys().revised(hours(0, 2)))
          .extracting(key -> key.exposure().key().keyData())
          .containsExactlyInAnyOrderElementsOf(soundRevisions);
      for (int number = 0; number < KEYS; number++) {
        assertThat(stores.exposures().addIfNonePresent(upload(exposure(number, hour(0)))))
            .hasSize(1);
      }
    }
  }

  private static void fill(PostgresStores stores) {
    stores
        .exposures()
        .addIfNonePresent(
            upload(
                IntStream.range(0, KEYS)
                    .mapToObj(number -> exposure(number, hour(0)))
                    .toArray(Exposure[]::new)));
    List<Revision> revisions =
        IntStream.range(0, KEYS).mapToObj(number -> revision(number, hour(1))).toList();
    assertThat(stores.exposures().merge(merge(List.of(), revisions))).isTrue();
  }

  private static void breaking(int number, String assignment) {
    TestDatabase.execute(
        "UPDATE exposure SET %s WHERE key = decode('%s', 'base64')"
            .formatted(assignment, keyData(number).base64()));
  }

  private static Batch batch(PostgresStores stores) {
    stores
        .batches()
        .plan(
            stores.batches().planning(),
            List.of(new BatchPlan(Samples.export("daily", Samples.filter("US")), hours(0, 2), 500)),
            Padding.NONE);
    return stores.batches().lease(Samples.NOW, Samples.FAR, Duration.ofMinutes(1)).orElseThrow();
  }

  /** As the phones' rules have it. */
  private static boolean isTaken(ExportKey key) {
    return key.rollingStart() >= 0
        && key.rollingPeriod() >= 1
        && key.rollingPeriod() <= 144
        && key.transmissionRisk() >= 0
        && key.transmissionRisk() <= 8;
  }
}
