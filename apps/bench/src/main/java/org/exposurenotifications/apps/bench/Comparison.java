// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How two kinds of answers differ.
 *
 * @param when the measurement, such as idle
 * @param auc of a classifier by time and size
 * @param measured samples of each that the classifier was measured on
 */
record Comparison(
    String when,
    AnswerKind a,
    AnswerKind b,
    KolmogorovSmirnov times,
    KolmogorovSmirnov sizes,
    double auc,
    int measured) {
  private static final double SIGNIFICANT = 0.05;
  private static final double MOST_AUC = 0.55;

  /** Standard deviations that the classifier's luck may have; with 2,000 samples, 0.55. */
  private static final double LUCK = 4;

  private static final int TESTS_EACH = 2;

  /** Every pair of kinds. */
  static List<Comparison> all(String when, Map<AnswerKind, List<Sample>> samples) {
    List<Comparison> all = new ArrayList<>();
    for (var a : samples.entrySet()) {
      for (var b : samples.entrySet()) {
        if (a.getKey().compareTo(b.getKey()) < 0) {
          all.add(of(when, a, b));
        }
      }
    }
    return all;
  }

  private static Comparison of(
      String when, Map.Entry<AnswerKind, List<Sample>> a, Map.Entry<AnswerKind, List<Sample>> b) {
    return new Comparison(
        when,
        a.getKey(),
        b.getKey(),
        KolmogorovSmirnov.of(times(a.getValue()), times(b.getValue())),
        KolmogorovSmirnov.of(sizes(a.getValue()), sizes(b.getValue())),
        Classifier.auc(a.getValue(), b.getValue()),
        Math.min(a.getValue().size(), b.getValue().size()) / 2);
  }

  /**
   * Whether they can be told apart, by one of the tests or by the classifier. By Bonferroni's
   * correction one of all tests would by chance alone say so with a probability of 5 %.
   *
   * @param comparisons how many are looked at together
   */
  boolean differs(int comparisons) {
    double limit = SIGNIFICANT / (comparisons * TESTS_EACH);
    double luck = LUCK * Math.sqrt((2 * measured + 1) / (12.0 * measured * measured));
    return Math.min(times.p(), sizes.p()) < limit || auc > Math.max(MOST_AUC, 0.5 + luck);
  }

  String line(int comparisons) {
    return String.format(
        Locale.ROOT,
        "%-5s %-15s %-15s times D %.3f p %.2g  sizes D %.3f p %.2g  AUC %.3f  %s",
        when,
        a,
        b,
        times.d(),
        times.p(),
        sizes.d(),
        sizes.p(),
        auc,
        differs(comparisons) ? "TOLD APART" : "ok");
  }

  private static double[] times(List<Sample> samples) {
    return samples.stream().mapToDouble(Sample::nanos).toArray();
  }

  private static double[] sizes(List<Sample> samples) {
    return samples.stream().mapToDouble(Sample::bytes).toArray();
  }
}
