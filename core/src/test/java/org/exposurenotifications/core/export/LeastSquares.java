// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.util.List;

/** The straight line, in any number of dimensions, that comes closest to given points. */
final class LeastSquares {
  /** Keeps the equations solvable where features depend on each other. */
  private static final double RIDGE = 1e-6;

  private LeastSquares() {}

  /** Returns one weight for each feature, and the constant last. */
  static double[] fit(List<double[]> features, double[] targets) {
    int n = features.getFirst().length + 1;
    double[][] equations = new double[n][n + 1];
    for (int row = 0; row < targets.length; row++) {
      double[] x = features.get(row);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          equations[i][j] += at(x, i) * at(x, j);
        }
        equations[i][n] += at(x, i) * targets[row];
      }
    }
    for (int i = 0; i < n; i++) {
      equations[i][i] += RIDGE;
    }
    return solve(equations);
  }

  static double value(double[] weights, double[] features) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * at(features, i);
    }
    return sum;
  }

  private static double at(double[] features, int i) {
    return i == features.length ? 1 : features[i];
  }

  /** Gauss and Jordan, with the largest pivot of each column. */
  private static double[] solve(double[][] rows) {
    int n = rows.length;
    for (int column = 0; column < n; column++) {
      int pivot = column;
      for (int i = column + 1; i < n; i++) {
        if (Math.abs(rows[i][column]) > Math.abs(rows[pivot][column])) {
          pivot = i;
        }
      }
      double[] swapped = rows[column];
      rows[column] = rows[pivot];
      rows[pivot] = swapped;
      for (int i = 0; i < n; i++) {
        if (i != column) {
          double factor = rows[i][column] / rows[column][column];
          for (int j = column; j <= n; j++) {
            rows[i][j] -= factor * rows[column][j];
          }
        }
      }
    }
    double[] solution = new double[n];
    for (int i = 0; i < n; i++) {
      solution[i] = rows[i][n] / rows[i][i];
    }
    return solution;
  }
}
