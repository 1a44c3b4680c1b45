// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.util.Arrays;

/** Compares two samples by the Kolmogorov-Smirnov test. */
final class Samples {
  private Samples() {}

  /** The largest difference of the two empirical distributions, 0 to 1. */
  static double distance(double[] a, double[] b) {
    double[] x = a.clone();
    double[] y = b.clone();
    Arrays.sort(x);
    Arrays.sort(y);
    double largest = 0;
    int i = 0;
    int j = 0;
    while (i < x.length && j < y.length) {
      double value = Math.min(x[i], y[j]);
      while (i < x.length && x[i] == value) {
        i++;
      }
      while (j < y.length && y[j] == value) {
        j++;
      }
      largest = Math.max(largest, Math.abs((double) i / x.length - (double) j / y.length));
    }
    return largest;
  }

  /** The distance that two samples of one distribution exceed once in a million times. */
  static double critical(int sizeOfA, int sizeOfB) {
    double pairs = (double) sizeOfA * sizeOfB / (sizeOfA + sizeOfB);
    return Math.sqrt(-Math.log(1e-6 / 2) / 2 / pairs);
  }
}
