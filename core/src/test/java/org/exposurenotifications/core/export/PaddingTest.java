// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.exposurenotifications.core.exportfile.FileKey;
import org.exposurenotifications.core.exportfile.FileReportType;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.exposure.Diagnosis;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.IntervalNumber;
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
  void aSmallCellReachesTheMinimum(int uploads) {
    ExportWorld world = world(padded(1000, 50, 2000), uploads);
    upload(world, uploads);
    world.run();

    assertThat(world.published("hourly").keys()).hasSizeBetween(1000, 1050);
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

  @ParameterizedTest
  @MethodSource("seeds")
  void aLargeCellGetsCompanyOnlyForWhatStandsAlone(int seed) {
    ExportWorld world = world(padded(500, 50, 5000), seed);
    List<Exposure> uploaded = upload(world, 60);
    world.run();

    Map<List<?>, Long> sizes = appearances(world.stores.storedExposures());
    appearances(uploaded)
        .forEach((appearance, reported) ->
            assertThat(sizes.remove(appearance)).isEqualTo(Math.max(3, reported)));
    assertThat(sizes).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void paddingHasWindowRegionsAndTravelersOfReportedKeys(int seed) {
    ExportWorld world = new ExportWorld(padded(300, 0, 1000), seed);
    world.register(
        ExportWorld.export(
            "four-hourly", Duration.ofHours(4), ExportWorld.filter("US", "CA"), List.of("first")));
    List<Exposure> uploaded = new ArrayList<>();
    uploaded.addAll(
        world.phones.upload(
            Instant.parse("2020-12-10T08:00:00Z"), false, ExportWorld.regions("US", "MX")));
    uploaded.addAll(
        world.phones.upload(
            Instant.parse("2020-12-10T10:00:00Z"), true, ExportWorld.regions("CA")));
    world.upload(uploaded);
    world.run();

    assertThat(world.stores.storedExposures())
        .hasSize(300)
        .extracting(Exposure::createdAt, Exposure::regions, Exposure::traveler)
        .allSatisfy(place ->
            assertThat(uploaded)
                .extracting(Exposure::createdAt, Exposure::regions, Exposure::traveler)
                .contains(place));
  }

  /** An imitation is the upload of a phone that could be. */
  @ParameterizedTest
  @MethodSource("seeds")
  void imitationsHaveTheDaysAndReportTypeOfAnUploadAndAnOnsetOfTheirOwn(int seed) {
    ExportWorld world = world(padded(1000, 0, 2000), seed);
    List<Exposure> uploaded = upload(world, 1);
    world.run();

    Set<IntervalNumber> days = uploaded.stream().map(e -> e.key().rollingStart()).collect(toSet());
    world
        .stores
        .storedExposures()
        .forEach(exposure -> {
          assertThat(days).contains(exposure.key().rollingStart());
          assertThat(exposure.diagnosis().reportType())
              .isEqualTo(uploaded.getFirst().diagnosis().reportType());
        });
    assertThat(onsetDays(world.stores.storedExposures())).hasSizeBetween(6, 12);
  }

  @Test
  void filesAreNotLongerThanTheirMaximum() {
    ExportWorld world = world(padded(50, 0, 20), 5);
    world.add(WINDOW, 3);
    world.run();

    assertThat(world.published("hourly").files().values())
        .extracting(file -> file.keys().size())
        .containsExactly(20, 20, 10);
  }

  @Test
  void anExportMayAskForALargerCrowdOrForNone() {
    ExportWorld world = new ExportWorld(padded(50, 0, 1000), 6);
    world.register(
        asking("more", "US", OptionalInt.of(90)),
        asking("default", "CA", OptionalInt.empty()),
        asking("none", "MX", OptionalInt.of(0)));
    world.add(Instant.parse(WINDOW), 2, false, "US");
    world.add(Instant.parse(WINDOW), 2, false, "CA");
    world.add(Instant.parse(WINDOW), 2, false, "MX");
    world.run();

    assertThat(world.published("more").keys()).hasSize(90);
    assertThat(world.published("default").keys()).hasSize(50);
    assertThat(world.published("none").keys()).hasSize(2);
  }

  @Test
  void windowsWithoutReportedKeysGetNoPadding() {
    ExportWorld world = world(padded(50, 0, 1000), 7);
    world.add("2020-12-10T09:00:00Z", 1);
    world.run();

    assertThat(world.published("hourly").files()).hasSize(1);
    assertThat(world.stores.storedExposures()).hasSize(50);
  }

  /** Who was revised alone would be known. */
  @ParameterizedTest
  @MethodSource("seeds")
  void revisedKeysAreHiddenAmongRevisedPadding(int seed) {
    ExportWorld world = world(padded(1000, 50, 2000), seed);
    List<Exposure> uploaded = new ArrayList<>();
    while (uploaded.stream().noneMatch(PaddingTest::isLikely)) {
      uploaded.addAll(upload(world, "2020-12-10T10:00:00Z", 1));
    }
    List<Exposure> revised = uploaded.stream().filter(PaddingTest::isLikely).toList();
    world.clock.set(Instant.parse("2020-12-10T13:05:00Z"));
    world.run();
    revised.forEach(exposure -> world.revise(exposure, WINDOW, negative(exposure)));
    world.clock.set(ExportWorld.NOW);
    world.run();

    Published published = world.published("hourly");
    Map<Bytes, FileKey> first =
        published.keys().stream().collect(toMap(FileKey::keyData, key -> key));
    assertThat(published.revisedKeys())
        .hasSizeGreaterThanOrEqualTo(3 * revised.size())
        .allSatisfy(key -> {
          assertThat(first).containsKey(key.keyData());
          assertThat(key.reportType()).isEqualTo(FileReportType.REVOKED);
          assertThat(first)
              .extractingByKey(key.keyData())
              .extracting(FileKey::daysSinceOnset)
              .isEqualTo(key.daysSinceOnset());
        });
    assertThat(published.revisedKeys().stream().map(PaddingTest::onsetDay).distinct())
        .hasSizeGreaterThanOrEqualTo(3);
    assertThat(world.run().errors()).isEmpty();
  }

  /** As they are in a daily file, if the second test comes on the same day. */
  @ParameterizedTest
  @MethodSource("seeds")
  void keysThatAreRevisedBeforeTheirFirstFileAreHiddenToo(int seed) {
    ExportWorld world = world(padded(1000, 50, 2000), seed);
    List<Exposure> revised = new ArrayList<>();
    while (revised.isEmpty()) {
      upload(world, 1).stream().filter(PaddingTest::isLikely).forEach(revised::add);
    }
    revised.forEach(exposure -> world.revise(exposure, WINDOW, negative(exposure)));
    world.run();

    Published published = world.published("hourly");
    assertThat(published.revisedKeys()).hasSizeGreaterThanOrEqualTo(3 * revised.size());
    assertThat(published.revisedKeys().stream().map(PaddingTest::onsetDay).distinct())
        .hasSizeGreaterThanOrEqualTo(3);
  }

  static boolean isLikely(Exposure exposure) {
    return exposure.diagnosis().reportType().equals(Optional.of(ReportType.LIKELY));
  }

  static Diagnosis negative(Exposure exposure) {
    return new Diagnosis(
        Optional.of(ReportType.NEGATIVE), 6, exposure.diagnosis().daysSinceOnset());
  }

  private static int onsetDay(FileKey key) {
    return key.rollingStart() / 144 - key.daysSinceOnset().orElseThrow();
  }

  private static Set<Integer> onsetDays(Collection<Exposure> exposures) {
    return exposures.stream()
        .map(e ->
            e.key().rollingStart().value() / 144 - e.diagnosis().daysSinceOnset().orElseThrow())
        .collect(toSet());
  }

  private static Map<List<?>, Long> appearances(Collection<Exposure> exposures) {
    return exposures.stream()
        .collect(
            groupingBy(
                e -> List.of(e.key().rollingStart(), e.key().rollingPeriod(), e.diagnosis()),
                HashMap::new,
                counting()));
  }

  private static List<Exposure> upload(ExportWorld world, int uploads) {
    return upload(world, WINDOW, uploads);
  }

  private static List<Exposure> upload(ExportWorld world, String window, int uploads) {
    List<Exposure> uploaded = new ArrayList<>();
    for (int i = 0; i < uploads; i++) {
      uploaded.addAll(world.phones.upload(Instant.parse(window), false, ExportWorld.regions("US")));
    }
    world.upload(uploaded);
    return uploaded;
  }

  private static ExportConfig asking(String name, String region, OptionalInt minRecords) {
    ExportConfig plain =
        ExportWorld.export(name, Duration.ofHours(1), ExportWorld.filter(region), List.of("first"));
    return new ExportConfig(
        plain.name(),
        plain.bucket(),
        plain.filenameRoot(),
        plain.period(),
        plain.outputRegion(),
        plain.filter(),
        minRecords,
        plain.maxRecords(),
        plain.from(),
        plain.thru(),
        plain.signatureInfos());
  }

  private static ExportWorld world(ExportSettings settings, long seed) {
    ExportWorld world = new ExportWorld(settings, seed);
    world.register(ExportWorld.export("hourly", Duration.ofHours(1)));
    return world;
  }
}
