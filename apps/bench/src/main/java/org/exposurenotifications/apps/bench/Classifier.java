// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tells two kinds of answers apart by time and size: a naive Bayes classifier over bins that each
 * hold an equal share of the training data. It finds differences of shape, not only of place.
 */
final class Classifier {
  private static final int BINS = 16;

  private final List<Feature> features;

  private Classifier(List<Feature> features) {
    this.features = features;
  }

  /**
   * Trains on the samples with even numbers, and measures on the others.
   *
   * @return the area under the curve of hits over false alarms: 1/2 is guessing, 1 is knowing
   */
  static double auc(List<Sample> a, List<Sample> b) {
    Classifier trained =
        new Classifier(
            List.of(
                Feature.train(half(a, 0), half(b, 0), Sample::nanos),
                Feature.train(half(a, 0), half(b, 0), Sample::bytes)));
    return area(trained.scores(half(a, 1)), trained.scores(half(b, 1)));
  }

  private double[] scores(List<Sample> samples) {
    return samples.stream()
        .mapToDouble(sample -> features.stream().mapToDouble(each -> each.score(sample)).sum())
        .toArray();
  }

  /** How often a score of the first is the larger one; a tie counts half. */
  private static double area(double[] a, double[] b) {
    double[] sorted = b.clone();
    Arrays.sort(sorted);
    double wins = 0;
    for (double score : a) {
      wins += (below(sorted, score) + below(sorted, Math.nextUp(score))) / 2.0;
    }
    return wins / a.length / b.length;
  }

  private static List<Sample> half(List<Sample> samples, int parity) {
    return IntStream.range(0, samples.size())
        .filter(i -> i % 2 == parity)
        .mapToObj(samples::get)
        .toList();
  }

  /** How many are less than the value. */
  private static int below(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** What one measure says. */
  private static final class Feature {
    private final ToDoubleFunction<Sample> of;

    /** Of the bins, rising. */
    private final double[] edges;

    /** Of each bin: the logarithm of how much likelier the first kind is in it. */
    private final double[] weights;

    private Feature(ToDoubleFunction<Sample> of, double[] edges, double[] weights) {
      this.of = of;
      this.edges = edges;
      this.weights = weights;
    }

    static Feature train(List<Sample> a, List<Sample> b, ToDoubleFunction<Sample> of) {
      double[] all = Stream.concat(a.stream(), b.stream()).mapToDouble(of).sorted().toArray();
      double[] edges = new double[BINS - 1];
      Arrays.setAll(edges, i -> all[(i + 1) * all.length / BINS]);
      double[] inA = shares(a, of, edges);
      double[] inB = shares(b, of, edges);
      double[] weights = new double[BINS];
      Arrays.setAll(weights, i -> Math.log(inA[i] / inB[i]));
      return new Feature(of, edges, weights);
    }

    double score(Sample sample) {
      return weights[below(edges, Math.nextUp(of.applyAsDouble(sample)))];
    }

    private static double[] shares(
        List<Sample> samples, ToDoubleFunction<Sample> of, double[] edges) {
      double[] shares = new double[BINS];
      Arrays.fill(shares, 1);
      samples.forEach(one -> shares[below(edges, Math.nextUp(of.applyAsDouble(one)))]++);
      double sum = samples.size() + BINS;
      return Arrays.stream(shares).map(count -> count / sum).toArray();
    }
  }
}
