// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every attack on padding, and what it got right over many worlds. */
final class PrivacyAttacks {
  /** What chance exceeds once in a billion. */
  private static final double MOST_SIGMAS = 6;

  private static final List<PrivacyAttack> ALL =
      List.of(CompareFiles.intersection(), CompareFiles.difference(), new CountByDivisor());

  private PrivacyAttacks() {}

  /** By the attack's name. */
  static Map<String, PrivacyAttack.Score> scores(Evidence evidence) {
    Map<String, PrivacyAttack.Score> scores = new TreeMap<>();
    ALL.forEach(attack -> scores.put(attack.name(), attack.attack(evidence)));
    return scores;
  }

  /** Which attacks do better than guessing, over all worlds together. */
  static Stream<Finding> successes(Map<String, PrivacyAttack.Score> scores) {
    return scores.entrySet().stream()
        .filter(score -> score.getValue().sigmas() > MOST_SIGMAS)
        .map(score ->
            new Finding(
                "padding is not told apart",
                "attack '%s' was right %.0f of %d times, guessing is %.0f times (%.0f sigma)"
                    .formatted(
                        score.getKey(),
                        score.getValue().hits(),
                        score.getValue().claims(),
                        score.getValue().expected(),
                        score.getValue().sigmas())));
  }
}
