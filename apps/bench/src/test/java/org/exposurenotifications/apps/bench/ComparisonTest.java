// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The benchmark of privacy notices what a watcher would, and does not cry wolf. */
class ComparisonTest {
  private static final int SAMPLES = 2000;

  private final Random random = new Random(7);

  @Test
  void theDistanceIsThatOfTheDistributions() {
    double[] low = {1, 2, 3, 4};
    double[] high = {3, 4, 5, 6};

    assertThat(KolmogorovSmirnov.of(low, low).d()).isZero();
    assertThat(KolmogorovSmirnov.of(low, low).p()).isEqualTo(1);
    assertThat(KolmogorovSmirnov.of(low, high).d()).isEqualTo(0.5);
    assertThat(KolmogorovSmirnov.of(low, new double[] {9}).d()).isEqualTo(1);
  }

  @Test
  void ofSamplesOfOneDistributionOneInTwentyIsBelowFivePercent() {
    long below =
        IntStream.range(0, 2000)
            .filter(_ -> KolmogorovSmirnov.of(uniform(300), uniform(300)).p() < 0.05)
            .count();

    assertThat(below / 2000.0).isCloseTo(0.05, within(0.015));
  }

  @Test
  void alikeAnswersAreGuessed() {
    for (int i = 0; i < 20; i++) {
      Comparison same = compare(usual(), usual());

      assertThat(same.auc()).isCloseTo(0.5, within(0.05));
      assertThat(same.differs(12)).isFalse();
    }
  }

  @Test
  void laterAnswersAreToldApart() {
    assertToldApart(usual(), samples(random -> 50e6 + 0.2e6 + random.nextGaussian() * 0.1e6, 3000));
  }

  @Test
  void longerAnswersAreToldApart() {
    assertToldApart(usual(), samples(ComparisonTest::usualNanos, 3300));
  }

  @Test
  void answersOfTheSameMeanAndAnotherSpreadAreToldApart() {
    assertToldApart(usual(), samples(random -> 50e6 + random.nextGaussian() * 0.2e6, 3000));
  }

  @Test
  void everyPairIsCompared() {
    Map<AnswerKind, List<Sample>> all =
        Map.of(
            AnswerKind.REAL, usual(),
            AnswerKind.DECOY, usual(),
            AnswerKind.BAD_CERTIFICATE, usual(),
            AnswerKind.TOO_MANY_KEYS, usual());

    assertThat(Comparison.all("idle", all)).hasSize(6);
  }

  private void assertToldApart(List<Sample> a, List<Sample> b) {
    Comparison comparison = compare(a, b);

    assertThat(comparison.auc()).isGreaterThan(0.6);
    assertThat(comparison.differs(12)).isTrue();
    assertThat(comparison.line(12)).endsWith("TOLD APART");
  }

  private static Comparison compare(List<Sample> a, List<Sample> b) {
    return Comparison.all("idle", Map.of(AnswerKind.REAL, a, AnswerKind.DECOY, b)).getFirst();
  }

  private List<Sample> usual() {
    return samples(ComparisonTest::usualNanos, 3000);
  }

  private List<Sample> samples(ToDoubleFunction<Random> nanos, int leastBytes) {
    return Stream.generate(() ->
            new Sample(Math.round(nanos.applyAsDouble(random)), leastBytes + random.nextInt(1364)))
        .limit(SAMPLES)
        .toList();
  }

  private double[] uniform(int count) {
    double[] values = new double[count];
    Arrays.setAll(values, _ -> random.nextDouble());
    return values;
  }

  /** Around the quantum. */
  private static double usualNanos(Random random) {
    return 50e6 + random.nextGaussian() * 0.1e6;
  }
}
