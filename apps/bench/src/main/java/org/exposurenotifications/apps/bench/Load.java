// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.util.Locale;

/**
 * What a client saw.
 *
 * @param accepted 200, and every key new
 * @param unavailable 503
 * @param refused any other answer, or none
 * @param replayed answers to those who send one upload again and again
 * @param p50Millis of the accepted, as the other times
 * @param exhausted whether prepared uploads ran out, so that the figure is none
 */
record Load(
    int accepted,
    int unavailable,
    int refused,
    int replayed,
    double seconds,
    double p50Millis,
    double p99Millis,
    double maxMillis,
    boolean exhausted) {
  static Load of(
      Latencies accepted,
      int unavailable,
      int refused,
      int replayed,
      double seconds,
      boolean exhausted) {
    return new Load(
        accepted.count(),
        unavailable,
        refused,
        replayed,
        seconds,
        accepted.millis(0.5),
        accepted.millis(0.99),
        accepted.millis(1),
        exhausted);
  }

  double acceptedPerSecond() {
    return accepted / seconds;
  }

  double replayedPerSecond() {
    return replayed / seconds;
  }

  /** For {@link #parse}. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%d %d %d %d %.3f %.3f %.3f %.3f %s",
        accepted,
        unavailable,
        refused,
        replayed,
        seconds,
        p50Millis,
        p99Millis,
        maxMillis,
        exhausted);
  }

  static Load parse(String line) {
    String[] words = line.split(" ", -1);
    return new Load(
        Integer.parseInt(words[0]),
        Integer.parseInt(words[1]),
        Integer.parseInt(words[2]),
        Integer.parseInt(words[3]),
        Double.parseDouble(words[4]),
        Double.parseDouble(words[5]),
        Double.parseDouble(words[6]),
        Double.parseDouble(words[7]),
        Boolean.parseBoolean(words[8]));
  }
}
