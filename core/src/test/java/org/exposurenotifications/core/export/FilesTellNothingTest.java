// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.core.exportfile.FileKey;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.KeyFilter;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Region;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A watcher with all files of all exports sorts keys by the files that hold them. In random
 * installations no such cell says more about its keys than each file alone.
 */
class FilesTellNothingTest {
  private static final int MIN_RECORDS = 200;
  private static final Instant BEGIN = Instant.parse("2020-12-09T20:00:00Z");
  private static final List<String> REGIONS = List.of("US", "CA", "MX");

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyCellWithAReportedKeyIsACrowd(long seed) {
    Random random = new Random(seed);
    ExportWorld world = new ExportWorld(PaddingTest.padded(MIN_RECORDS, 20, 150), seed);
    List<ExportConfig> exports = exports(random);
    world.register(exports.toArray(ExportConfig[]::new));
    Set<Bytes> reported = live(world, random);

    Map<Set<String>, List<FileKey>> cells = cells(world, exports);

    cells.forEach((files, keys) -> {
      assertThat(keys).as("%s", files).hasSizeGreaterThanOrEqualTo(MIN_RECORDS);
      assertThat(keys).as("%s", files).anyMatch(key -> reported.contains(key.keyData()));
      assertThat(sizesByAppearance(keys)).allMatch(size -> size >= InventKeys.CROWD);
    });
    noRevisedKeyIsAloneWhilePaddingLooksLikeIt(world, exports, reported);
    assertThat(cells.isEmpty())
        .isEqualTo(
            world.stores.storedExposures().stream()
                .noneMatch(exposure ->
                    world.stores.configuration().load().exportConfigs().stream()
                        .anyMatch(export -> isPublished(exposure, export))));
  }

  private static boolean isPublished(Exposure exposure, ExportConfig export) {
    Instant end = export.windowOf(exposure.createdAt()).end();
    return export.filter().accepts(exposure.regions(), exposure.traveler())
        && export.thru().filter(end::isAfter).isEmpty();
  }

  private static List<ExportConfig> exports(Random random) {
    return IntStream.range(0, 1 + random.nextInt(4))
        .mapToObj(i ->
            new ExportConfig(
                "export-" + i,
                ExportWorld.BUCKET,
                "export-" + i,
                Duration.ofHours(List.of(1, 2, 4, 12, 24).get(random.nextInt(5))),
                "US",
                filter(random),
                OptionalInt.empty(),
                random.nextInt(4) == 0
                    ? OptionalInt.of(40 + random.nextInt(500))
                    : OptionalInt.empty(),
                BEGIN.minus(Duration.ofDays(1)),
                Optional.empty(),
                List.of("first")))
        .toList();
  }

  private static KeyFilter filter(Random random) {
    boolean travelers = random.nextInt(3) == 0;
    return new KeyFilter(
        some(random, 2), some(random, 4), travelers, !travelers && random.nextInt(3) == 0);
  }

  /** Each of the regions, once in so many. */
  private static NavigableSet<Region> some(Random random, int once) {
    return REGIONS.stream()
        .filter(_ -> random.nextInt(once) == 0)
        .map(Region::new)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Two days of uploads, and of two workers now and then. */
  private static Set<Bytes> live(ExportWorld world, Random random) {
    Set<Bytes> reported = new HashSet<>();
    List<Exposure> likely = new ArrayList<>();
    for (int hour = 0; hour < 48; hour++) {
      Instant window = BEGIN.plus(Duration.ofHours(hour));
      world.clock.set(window.plus(Duration.ofMinutes(5)));
      for (int i = random.nextInt(6) - 3; i > 0; i--) {
        List<Exposure> upload =
            world.phones.upload(window, random.nextInt(4) == 0, some(random, 2));
        world.upload(upload);
        upload.forEach(exposure -> reported.add(exposure.key().keyData()));
        likely.addAll(upload.stream().filter(PaddingTest::isLikely).toList());
      }
      for (int i = random.nextInt(3); i > 0 && !likely.isEmpty(); i--) {
        Exposure revised = likely.remove(random.nextInt(likely.size()));
        world.revise(revised, window.toString(), PaddingTest.negative(revised));
      }
      if (random.nextInt(3) == 0) {
        assertThat(world.run().errors()).isEmpty();
      }
      if (random.nextInt(60) == 0) {
        end(world, random);
      }
    }
    world.clock.advance(Duration.ofHours(26));
    assertThat(world.run().errors()).isEmpty();
    return reported;
  }

  /** No more batches of an export are wanted, as of now, or as of some hours ago. */
  private static void end(ExportWorld world, Random random) {
    List<ExportConfig> exports = world.stores.configuration().load().exportConfigs();
    ExportConfig ended = exports.get(random.nextInt(exports.size()));
    world.register(
        new ExportConfig(
            ended.name(),
            ended.bucket(),
            ended.filenameRoot(),
            ended.period(),
            ended.outputRegion(),
            ended.filter(),
            ended.minRecords(),
            ended.maxRecords(),
            ended.from(),
            Optional.of(world.clock.instant().minus(Duration.ofHours(random.nextInt(20)))),
            ended.signatureInfos()));
  }

  /**
   * Keys that the same files first held, that looked alike there, and that the same files show as
   * revised: they are a crowd, unless all padding that could have been revised with them is.
   */
  private static void noRevisedKeyIsAloneWhilePaddingLooksLikeIt(
      ExportWorld world, List<ExportConfig> exports, Set<Bytes> reported) {
    Map<Bytes, Set<String>> firstIn = batchesOf(world, exports, ExportFile::keys);
    Map<Bytes, Set<String>> revisedIn = batchesOf(world, exports, ExportFile::revisedKeys);
    Map<List<?>, List<Bytes>> alike =
        world.stores.storedExposures().stream()
            .filter(exposure -> firstIn.containsKey(exposure.key().keyData()))
            .collect(
                Collectors.groupingBy(
                    exposure ->
                        List.of(
                            firstIn.getOrDefault(exposure.key().keyData(), Set.of()),
                            appearance(exposure),
                            exposure.regions(),
                            exposure.traveler()),
                    Collectors.mapping(exposure -> exposure.key().keyData(), Collectors.toList())));
    alike.forEach((look, keys) -> {
      boolean paddingLeft =
          keys.stream().anyMatch(key -> !reported.contains(key) && !revisedIn.containsKey(key));
      Map<Set<String>, Long> crowds =
          keys.stream()
              .filter(revisedIn::containsKey)
              .collect(
                  Collectors.groupingBy(
                      key -> revisedIn.getOrDefault(key, Set.of()), Collectors.counting()));
      if (paddingLeft) {
        assertThat(crowds.values()).as("%s", look).allMatch(size -> size >= InventKeys.CROWD);
      }
    });
  }

  private static List<?> appearance(Exposure exposure) {
    return List.of(
        exposure.key().rollingStart(), exposure.key().rollingPeriod(), exposure.diagnosis());
  }

  private static Map<Bytes, Set<String>> batchesOf(
      ExportWorld world, List<ExportConfig> exports, Function<ExportFile, List<FileKey>> keys) {
    Map<Bytes, Set<String>> batchesOf = new HashMap<>();
    exports.forEach(export ->
        world
            .published(export.filenameRoot())
            .files()
            .forEach((name, file) ->
                keys.apply(file)
                    .forEach(key ->
                        batchesOf
                            .computeIfAbsent(key.keyData(), _ -> new TreeSet<>())
                            .add(name.substring(0, name.lastIndexOf('-'))))));
    return batchesOf;
  }

  private static Map<Set<String>, List<FileKey>> cells(
      ExportWorld world, List<ExportConfig> exports) {
    Map<Bytes, Set<String>> batchesOf = new HashMap<>();
    Map<Bytes, FileKey> keys = new HashMap<>();
    for (ExportConfig export : exports) {
      world
          .published(export.filenameRoot())
          .files()
          .forEach((name, file) ->
              file.keys()
                  .forEach(key -> {
                    keys.put(key.keyData(), key);
                    batchesOf
                        .computeIfAbsent(key.keyData(), _ -> new TreeSet<>())
                        .add(name.substring(0, name.lastIndexOf('-')));
                  }));
    }
    Map<Set<String>, List<FileKey>> cells = new HashMap<>();
    batchesOf.forEach((key, batches) ->
        cells.computeIfAbsent(batches, _ -> new ArrayList<>()).add(keys.get(key)));
    return cells;
  }

  private static List<Long> sizesByAppearance(List<FileKey> keys) {
    return List.copyOf(
        keys.stream()
            .collect(
                Collectors.groupingBy(
                    key ->
                        List.of(
                            key.rollingStart(),
                            key.rollingPeriod(),
                            key.transmissionRisk(),
                            key.reportType(),
                            key.daysSinceOnset()),
                    Collectors.counting()))
            .values());
  }
}
