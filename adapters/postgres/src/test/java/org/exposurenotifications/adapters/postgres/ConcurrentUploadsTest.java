// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exposurenotifications.testing.contracts.Samples.createdBefore;
import static org.exposurenotifications.testing.contracts.Samples.exposure;
import static org.exposurenotifications.testing.contracts.Samples.hour;
import static org.exposurenotifications.testing.contracts.Samples.revision;
import static org.exposurenotifications.testing.contracts.Samples.statistic;
import static org.exposurenotifications.testing.contracts.Samples.upload;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.exposure.Merge;
import org.exposurenotifications.ports.exposure.StoredExposure;
import org.exposurenotifications.ports.exposure.Upload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConcurrentUploadsTest {
  private static final int CALLERS = 30;

  private final PostgresStores stores = PostgresStores.open(TestDatabase.CONFIG);
  private final PostgresStores replica = PostgresStores.open(TestDatabase.CONFIG);

  @BeforeEach
  void clear() {
    TestDatabase.clear();
  }

  @AfterEach
  void close() {
    stores.close();
    replica.close();
  }

  @Test
  void ofUploadsOfTheSameKeysOneTakesEffectAndTheOthersAreTold() throws Exception {
    Upload upload = counted(IntStream.range(0, 20).toArray());
    List<List<StoredExposure>> answers =
        race(caller -> exposures(caller).addIfNonePresent(upload)).stream()
            .sorted((a, b) -> a.size() - b.size())
            .toList();
    assertThat(answers.getFirst()).isEmpty();
    assertThat(answers.subList(1, CALLERS)).allSatisfy(told -> assertThat(told).hasSize(20));
    assertThat(keys()).isEqualTo(20);
    assertThat(counted()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 8, 9, 10, 11, 12, 13, 14})
  void uploadsWithSomeKeysInCommonNeitherDeadlockNorTakeEffectInPart(int seed) throws Exception {
    Random random = new Random(seed);
    List<Upload> uploads =
        IntStream.range(0, CALLERS)
            .mapToObj(_ -> counted(random.ints(0, 90).distinct().limit(10).toArray()))
            .toList();
    List<List<StoredExposure>> answers =
        race(caller -> exposures(caller).addIfNonePresent(uploads.get(caller)));
    long effective = answers.stream().filter(List::isEmpty).count();
    assertThat(effective).isPositive();
    assertThat(keys()).isEqualTo(effective * 10);
    for (int i = 0; i < CALLERS; i++) {
      assertThat(uploads.get(i).keys())
          .containsAll(answers.get(i).stream().map(StoredExposure::key).toList());
    }
    assertThat(counted()).isEqualTo(effective);
  }

  @Test
  void ofMergesOfTheSameKeysOneTakesEffect() throws Exception {
    assertThat(
            stores.exposures().addIfNonePresent(upload(exposure(1, hour(0)), exposure(3, hour(0)))))
        .isEmpty();
    Merge merge =
        new Merge(
            List.of(exposure(2, hour(1)), exposure(4, hour(1))),
            List.of(revision(1, hour(1)), revision(3, hour(1))),
            Optional.of(statistic("health.example", hour(0))));
    assertThat(race(caller -> exposures(caller).merge(merge))).containsOnlyOnce(true);
    assertThat(keys()).isEqualTo(4);
    assertThat(counted()).isEqualTo(1);
    assertThat(TestDatabase.number("SELECT count(revised_at) FROM exposure")).isEqualTo(2);
  }

  @Test
  void deletionsAtOnceShareTheWork() throws Exception {
    assertThat(stores.exposures().addIfNonePresent(counted(IntStream.range(0, 500).toArray())))
        .isEmpty();
    List<Integer> gone =
        race(_ -> stores.exposures().delete(Instant.EPOCH, createdBefore(hour(1)), 10).keys());
    assertThat(gone).containsOnly(10);
    assertThat(keys()).isEqualTo(500 - CALLERS * 10);
  }

  /** Callers are spread over two servers of one database. */
  private ExposureStore exposures(int caller) {
    return (caller % 2 == 0 ? stores : replica).exposures();
  }

  private static Upload counted(int... numbers) {
    return upload(
        Optional.of(statistic("health.example", hour(0))),
        IntStream.of(numbers).mapToObj(n -> exposure(n, hour(0))).toArray(Exposure[]::new));
  }

  private static long keys() {
    return TestDatabase.number("SELECT count(*) FROM exposure");
  }

  private static long counted() {
    return TestDatabase.number("SELECT count(*) FROM publish_statistic");
  }

  private interface Call<T> {
    T run(int caller);
  }

  private static <T> List<T> race(Call<T> call) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(CALLERS)) {
      Collection<Callable<T>> calls =
          IntStream.range(0, CALLERS).<Callable<T>>mapToObj(n -> () -> call.run(n)).toList();
      return pool.invokeAll(calls).stream().map(Future::resultNow).toList();
    }
  }
}
