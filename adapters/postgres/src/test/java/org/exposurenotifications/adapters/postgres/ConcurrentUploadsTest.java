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
import org.exposurenotifications.ports.exposure.Merge;
import org.exposurenotifications.ports.exposure.StoredExposure;
import org.exposurenotifications.ports.exposure.Upload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConcurrentUploadsTest {
  private static final int CALLERS = 30;

  private final PostgresStores stores = PostgresStores.open(TestDatabase.CONFIG);

  @BeforeEach
  void clear() {
    TestDatabase.clear();
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void ofUploadsOfTheSameKeysOneTakesEffectAndTheOthersAreTold() throws Exception {
    Upload upload = counted(IntStream.range(0, 20).toArray());
    List<List<StoredExposure>> answers =
        race(_ -> stores.exposures().addIfNonePresent(upload)).stream()
            .sorted((a, b) -> a.size() - b.size())
            .toList();
    assertThat(answers.getFirst()).isEmpty();
    assertThat(answers.subList(1, CALLERS)).allSatisfy(told -> assertThat(told).hasSize(20));
    assertThat(keys()).isEqualTo(20);
    assertThat(counted()).isEqualTo(1);
  }

  @Test
  void uploadsWithSomeKeysInCommonNeitherDeadlockNorTakeEffectInPart() throws Exception {
    Random random = new Random(7);
    List<Upload> uploads =
        IntStream.range(0, CALLERS)
            .mapToObj(_ -> counted(random.ints(0, 90).distinct().limit(10).toArray()))
            .toList();
    List<List<StoredExposure>> answers =
        race(caller -> stores.exposures().addIfNonePresent(uploads.get(caller)));
    long effective = answers.stream().filter(List::isEmpty).count();
    assertThat(effective).isPositive();
    assertThat(keys()).isEqualTo(effective * 10);
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
    assertThat(race(_ -> stores.exposures().merge(merge))).containsOnlyOnce(true);
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
