// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.util.Arrays;

/**
 * The two-sample test of Kolmogorov and Smirnov.
 *
 * @param d the largest difference of the two empirical distributions, 0 to 1
 * @param p how often two samples of one distribution differ at least as much, by the asymptotic
 *     formula; too large where values are tied
 */
record KolmogorovSmirnov(double d, double p) {
  private static final int TERMS = 100;

  static KolmogorovSmirnov of(double[] a, double[] b) {
    double d = distance(sorted(a), sorted(b));
    double root = Math.sqrt((double) a.length * b.length / (a.length + b.length));
    return new KolmogorovSmirnov(d, tail((root + 0.12 + 0.11 / root) * d));
  }

  private static double distance(double[] a, double[] b) {
    double largest = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      double value = Math.min(a[i], b[j]);
      while (i < a.length && a[i] == value) {
        i++;
      }
      while (j < b.length && b[j] == value) {
        j++;
      }
      largest = Math.max(largest, Math.abs((double) i / a.length - (double) j / b.length));
    }
    return largest;
  }

  /** The series does not converge near zero, where the probability is 1. */
  private static double tail(double lambda) {
    if (lambda < 0.2) {
      return 1;
    }
    double sum = 0;
    for (int k = 1; k <= TERMS; k++) {
      sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * lambda * lambda);
    }
    return Math.clamp(sum, 0, 1);
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
