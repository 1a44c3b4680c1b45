// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.Diagnosis;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.ReportType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PaddingTest {
  private static final String WINDOW = "2020-12-10T11:00:00Z";

  static ExportSettings padded(int minRecords, int paddingRange, int maxRecords) {
    ExportSettings plain = ExportWorld.PLAIN;
    return new ExportSettings(
        plain.truncateWindow(),
        plain.minWindowAge(),
        minRecords,
        paddingRange,
        maxRecords,
        plain.retention(),
        plain.workerTimeout(),
        0);
  }

  static IntStream seeds() {
    return IntStream.rangeClosed(1, 30);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void smallBatchesReachTheMinimumAndAnyNumberAboveItIsLeft(int count) {
    ExportWorld world = world(padded(20, 5, 1000), count);
    world.add(WINDOW, count);
    world.run();

    int published = world.published("hourly").keys().size();
    if (count >= 20) {
      assertThat(published).isEqualTo(count);
    } else {
      assertThat(published).isBetween(20, 20 + 5 + count - 1);
      assertThat(published % count).isZero();
    }
  }

  @Test
  void theTargetTakesEveryValueOfItsRange() {
    Set<Integer> sizes = new HashSet<>();
    for (int seed = 0; seed < 60; seed++) {
      ExportWorld world = world(padded(20, 5, 1000), seed);
      world.add(WINDOW, 1);
      world.run();
      sizes.add(world.published("hourly").keys().size());
    }

    assertThat(sizes).containsExactlyInAnyOrder(20, 21, 22, 23, 24, 25);
  }

  @Test
  void paddingIsLikeItsModelInAllButTheKey() {
    ExportWorld world = world(padded(20, 0, 1000), 3);
    List<Exposure> added = world.add(Instant.parse(WINDOW), 5, true, "US", "CA");
    world.run();

    Set<Bytes> real = added.stream().map(e -> e.key().keyData()).collect(Collectors.toSet());
    Map<Exposure, Long> models =
        world.stores.storedExposures().stream()
            .filter(stored -> !real.contains(stored.key().keyData()))
            .map(stored -> model(stored, added))
            .collect(Collectors.groupingBy(model -> model, Collectors.counting()));
    assertThat(models).hasSize(5).allSatisfy((_, times) -> assertThat(times).isEqualTo(3));
  }

  private static Exposure model(Exposure padding, List<Exposure> models) {
    assertThat(padding.healthAuthority()).isEmpty();
    assertThat(padding.createdAt()).isEqualTo(Instant.parse(WINDOW));
    return models.stream()
        .filter(model ->
            model.diagnosis().equals(padding.diagnosis())
                && model.regions().equals(padding.regions())
                && model.traveler() == padding.traveler()
                && model.key().rollingStart().equals(padding.key().rollingStart())
                && model.key().rollingPeriod() == padding.key().rollingPeriod())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void paddingIsCreatedAtTheLatestWindowThatHasKeys() {
    ExportWorld world = new ExportWorld(padded(20, 0, 1000), 4);
    world.register(ExportWorld.export("four-hourly", Duration.ofHours(4)));
    world.add("2020-12-10T08:00:00Z", 2);
    world.add("2020-12-10T09:00:00Z", 2);
    world.run();

    assertThat(world.stores.storedExposures().stream().map(Exposure::createdAt))
        .hasSize(20)
        .filteredOn(Instant.parse("2020-12-10T09:00:00Z")::equals)
        .hasSize(18);
  }

  @Test
  void onlyTheLastFileIsPaddedAndNeverBeyondTheMaximum() {
    ExportWorld world = world(padded(50, 0, 10), 5);
    world.add(WINDOW, 23);
    world.run();

    assertThat(world.published("hourly").files().values())
        .extracting(file -> file.keys().size())
        .containsExactly(10, 10, 10);
    assertThat(world.published("hourly").keyData()).hasSize(30);
  }

  @Test
  void aFullLastFileIsNotPadded() {
    ExportWorld world = world(padded(50, 0, 10), 6);
    world.add(WINDOW, 20);
    world.run();

    assertThat(world.published("hourly").files().values())
        .extracting(file -> file.keys().size())
        .containsExactly(10, 10);
  }

  @Test
  void revisedKeysAreNotPadded() {
    ExportWorld world = world(padded(20, 5, 1000), 7);
    Exposure added = world.add("2020-12-10T10:00:00Z", 1).getFirst();
    world.revise(
        added, WINDOW, new Diagnosis(Optional.of(ReportType.NEGATIVE), 1, OptionalInt.empty()));
    world.run();

    assertThat(world.published("hourly").files().values())
        .extracting(file -> file.keys().size() + "+" + file.revisedKeys().size())
        .containsExactly("0+1");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void fourHourlyBatchesShowTheSameKeysAsAnOverlappingLongOne(int seed) {
    ExportWorld world = world(padded(20, 5, 1000), seed);
    world.register(ExportWorld.export("four-hourly", Duration.ofHours(4)));
    Random random = new Random(seed);
    for (int hour = 8; hour < 12; hour++) {
      world.clock.set(Instant.parse("2020-12-10T00:05:00Z").plus(Duration.ofHours(hour)));
      world.add("2020-12-10T%02d:00:00Z".formatted(hour), random.nextInt(25));
    }
    for (int hour = 11; hour <= 14; hour++) {
      world.clock.set(Instant.parse("2020-12-10T00:05:00Z").plus(Duration.ofHours(hour)));
      if (hour == 11 || hour == 14 || random.nextBoolean()) {
        assertThat(world.run().errors()).isEmpty();
      }
    }

    assertThat(world.published("hourly").files().values())
        .extracting(ExportFile::keys)
        .allSatisfy(keys -> assertThat(keys).hasSizeGreaterThanOrEqualTo(20));
    assertThat(world.published("four-hourly").keyData())
        .isEqualTo(world.published("hourly").keyData())
        .isEqualTo(
            world.stores.storedExposures().stream()
                .map(stored -> stored.key().keyData())
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static ExportWorld world(ExportSettings settings, long seed) {
    ExportWorld world = new ExportWorld(settings, seed);
    world.register(ExportWorld.export("hourly", Duration.ofHours(1)));
    return world;
  }
}
