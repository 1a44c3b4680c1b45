// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.exposurenotifications.core.exportfile.FileKey;
import org.exposurenotifications.ports.Bytes;

/**
 * Lays the files of two exports over each other and takes one part of the first for real: what is
 * in both, or what is in the first alone.
 */
final class CompareFiles implements PrivacyAttack {
  private final String name;
  private final BiFunction<Set<Bytes>, Set<Bytes>, Set<Bytes>> part;

  private CompareFiles(String name, BiFunction<Set<Bytes>, Set<Bytes>, Set<Bytes>> part) {
    this.name = name;
    this.part = part;
  }

  static PrivacyAttack intersection() {
    return new CompareFiles(
        "intersection",
        (one, other) -> one.stream().filter(other::contains).collect(Collectors.toSet()));
  }

  static PrivacyAttack difference() {
    return new CompareFiles(
        "difference",
        (one, other) ->
            one.stream().filter(key -> !other.contains(key)).collect(Collectors.toSet()));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Score attack(Evidence evidence) {
    Map<Ledger.Planned, Set<Bytes>> keys = new LinkedHashMap<>();
    evidence
        .files()
        .forEach((batch, files) ->
            keys.put(
                batch,
                files.stream()
                    .flatMap(file -> file.keys().stream())
                    .map(FileKey::keyData)
                    .collect(Collectors.toSet())));
    Score score = Score.NONE;
    for (var one : keys.entrySet()) {
      for (var other : keys.entrySet()) {
        if (meet(one.getKey(), other.getKey())) {
          score = score.plus(claim(one.getValue(), other.getValue(), evidence));
        }
      }
    }
    return score;
  }

  private static boolean meet(Ledger.Planned one, Ledger.Planned other) {
    return !one.export().equals(other.export())
        && one.window().start().isBefore(other.window().end())
        && other.window().start().isBefore(one.window().end());
  }

  /** Guessing draws as many keys from the file blindly: hypergeometric. */
  private Score claim(Set<Bytes> one, Set<Bytes> other, Evidence evidence) {
    Set<Bytes> claimed = part.apply(one, other);
    if (claimed.isEmpty() || claimed.size() == one.size()) {
      return Score.NONE;
    }
    Set<Bytes> real = new HashSet<>(one);
    real.retainAll(evidence.world().ledger.accepted().keySet());
    double all = one.size();
    double share = real.size() / all;
    long hits = claimed.stream().filter(real::contains).count();
    double variance =
        claimed.size() * share * (1 - share) * (all - claimed.size()) / Math.max(1, all - 1);
    return variance == 0
        ? Score.NONE
        : new Score(claimed.size(), hits, claimed.size() * share, variance);
  }
}
