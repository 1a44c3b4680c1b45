// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exposurenotifications.ports.export.KeyGroup;
import org.exposurenotifications.ports.exposure.Exposure;
import org.junit.jupiter.api.Test;

/**
 * A watcher wants to know how many of a padded file's keys were reported. Each attack has the keys
 * of many files to learn from, with the truth, and is then measured on others: by the share of the
 * variance that it explains, 0 for a guess and 1 for the exact number.
 */
class CountingAttackTest {
  /** What decision 4 promises for up to ten uploads in a cell of a thousand keys. */
  private static final double BOUND = 0.3;

  private static final Instant WINDOW = Instant.parse("2020-12-10T11:00:00Z");
  private static final int FILES = 600;
  private static final int MOST_UPLOADS = 10;

  /** A file's keys, and how many were reported. */
  private record Padded(List<Appearance> keys, int uploads) {}

  @Test
  void noAttackCountsUploads() {
    Random random = new Random(7);
    List<Padded> known = files(random);
    List<Padded> unknown = files(random);

    Map<String, Double> explained =
        attacks().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, attack -> explained(attack.getValue(), known, unknown)));

    assertThat(explained).allSatisfy((_, share) -> assertThat(share).isLessThan(BOUND));
  }

  /**
   * Each gives numbers that may go up or down with the truth; the best line through them counts.
   */
  private static Map<String, Function<Padded, double[]>> attacks() {
    Map<String, ToDoubleFunction<Padded>> single =
        Map.of(
            "size of the file", file -> file.keys.size(),
            "greatest common divisor", file -> file.keys.size() / divisor(sizes(file)),
            "smallest group", file -> sizes(file).stream().mapToLong(s -> s).min().orElse(0),
            "largest group", file -> sizes(file).stream().mapToLong(s -> s).max().orElse(0),
            "groups", file -> sizes(file).size(),
            "patterns", file -> patterns(file).size(),
            "smallest pattern", file -> quantile(patterns(file), 0),
            "median pattern", file -> quantile(patterns(file), 0.5),
            "largest pattern", file -> quantile(patterns(file), 1),
            "spread of groups", file -> spread(sizes(file)));
    List<ToDoubleFunction<Padded>> all = List.copyOf(single.values());
    Map<String, Function<Padded, double[]>> attacks =
        single.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry -> file -> new double[] {entry.getValue().applyAsDouble(file)}));
    attacks.put(
        "all together", file -> all.stream().mapToDouble(f -> f.applyAsDouble(file)).toArray());
    return attacks;
  }

  private static List<Padded> files(Random random) {
    PhoneUploads phones = new PhoneUploads(random);
    InventKeys inventKeys = new InventKeys(100, random);
    return IntStream.range(0, FILES)
        .mapToObj(_ -> {
          int uploads = 1 + random.nextInt(MOST_UPLOADS);
          List<Exposure> reported =
              Stream.generate(() -> phones.upload(WINDOW, false, ExportWorld.regions("US")))
                  .limit(uploads)
                  .flatMap(List::stream)
                  .toList();
          return padded(reported, uploads, inventKeys);
        })
        .toList();
  }

  private static Padded padded(List<Exposure> reported, int uploads, InventKeys inventKeys) {
    List<Exposure> keys = new ArrayList<>(reported);
    keys.addAll(
        inventKeys.hiding(
            new Cell(reported.stream().map(CountingAttackTest::group).toList(), 1000)));
    return new Padded(keys.stream().map(key -> Appearance.of(group(key))).toList(), uploads);
  }

  private static KeyGroup group(Exposure exposure) {
    return new KeyGroup(
        exposure.createdAt(),
        exposure.regions(),
        exposure.traveler(),
        exposure.key().rollingStart(),
        exposure.key().rollingPeriod(),
        exposure.diagnosis(),
        1);
  }

  private static Collection<Long> sizes(Padded file) {
    return file.keys.stream()
        .collect(Collectors.groupingBy(key -> key, Collectors.counting()))
        .values();
  }

  private static Collection<Long> patterns(Padded file) {
    return file.keys.stream()
        .collect(Collectors.groupingBy(Appearance::pattern, Collectors.counting()))
        .values();
  }

  private static double divisor(Collection<Long> sizes) {
    return sizes.stream()
        .map(BigInteger::valueOf)
        .reduce(BigInteger.ZERO, BigInteger::gcd)
        .doubleValue();
  }

  private static double quantile(Collection<Long> sizes, double share) {
    List<Long> sorted = sizes.stream().sorted().toList();
    return sorted.get((int) Math.round(share * (sorted.size() - 1)));
  }

  private static double spread(Collection<Long> sizes) {
    double mean = sizes.stream().mapToLong(s -> s).average().orElse(0);
    return sizes.stream().mapToDouble(s -> (s - mean) * (s - mean)).average().orElse(0) / mean;
  }

  private static double explained(
      Function<Padded, double[]> attack, List<Padded> known, List<Padded> unknown) {
    double[] line =
        LeastSquares.fit(
            known.stream().map(attack).toList(),
            known.stream().mapToDouble(Padded::uploads).toArray());
    double mean = unknown.stream().mapToInt(Padded::uploads).average().orElseThrow();
    double error =
        unknown.stream()
            .mapToDouble(
                file -> square(LeastSquares.value(line, attack.apply(file)) - file.uploads))
            .sum();
    double variance = unknown.stream().mapToDouble(file -> square(file.uploads - mean)).sum();
    return 1 - error / variance;
  }

  private static double square(double number) {
    return number * number;
  }
}
