// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

/**
 * A program that has every file of every export of a world and says which keys are real. It scores
 * by the truth, which it does not use otherwise.
 */
interface PrivacyAttack {
  String name();

  Score attack(Evidence evidence);

  /**
   * How well an attack did, beside one that guesses. Scores of many worlds add up.
   *
   * @param claims how often it said something
   * @param hits how often it was right
   * @param expected how often guessing is right
   * @param variance of what guessing gets right
   */
  record Score(long claims, double hits, double expected, double variance) {
    static final Score NONE = new Score(0, 0, 0, 0);

    Score plus(Score other) {
      return new Score(
          claims + other.claims,
          hits + other.hits,
          expected + other.expected,
          variance + other.variance);
    }

    /** By how many standard deviations it beats guessing. */
    double sigmas() {
      return variance == 0 ? 0 : (hits - expected) / Math.sqrt(variance);
    }
  }
}
