// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.exposurenotifications.core.exportfile.FileKey;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.KeyFilter;

/**
 * Lays the files of two exports over each other and takes what is in both for real: padding was
 * invented for one of them.
 */
final class CompareFiles implements PrivacyAttack {
  private final String name;
  private final Pair pair;

  private CompareFiles(String name, Pair pair) {
    this.name = name;
    this.pair = pair;
  }

  /** Which files are compared. */
  @FunctionalInterface
  private interface Pair {
    boolean isCompared(Lot one, Lot other);
  }

  /** A batch as published. */
  private record Lot(Ledger.Planned batch, KeyFilter filter, Set<Bytes> keys) {}

  /** Of exports without a common region: only a key of several regions is in both. */
  static PrivacyAttack intersection() {
    return new CompareFiles(
        "intersection",
        (one, other) ->
            meet(one, other)
                && one.filter.inputRegions().stream()
                    .noneMatch(other.filter.inputRegions()::contains));
  }

  /** Of a file and a wider one: what the wider one lacks cannot be real. */
  static PrivacyAttack difference() {
    return new CompareFiles(
        "difference",
        (one, wider) ->
            meet(one, wider)
                && wider.filter.inputRegions().containsAll(one.filter.inputRegions())
                && !wider.batch.window().start().isAfter(one.batch.window().start())
                && !wider.batch.window().end().isBefore(one.batch.window().end()));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Score attack(Evidence evidence) {
    Map<Ledger.Planned, Lot> lots = lots(evidence);
    Score score = Score.NONE;
    for (Lot one : lots.values()) {
      for (Lot other : lots.values()) {
        if (pair.isCompared(one, other)) {
          score = score.plus(claim(one.keys, other.keys, evidence));
        }
      }
    }
    return score;
  }

  private static Map<Ledger.Planned, Lot> lots(Evidence evidence) {
    Map<String, ExportConfig> exports =
        evidence.exports().stream()
            .collect(Collectors.toMap(ExportConfig::filenameRoot, Function.identity()));
    Map<Ledger.Planned, Lot> lots = new LinkedHashMap<>();
    evidence
        .files()
        .forEach((batch, files) -> {
          Set<Bytes> keys =
              files.stream()
                  .flatMap(file -> file.keys().stream())
                  .map(FileKey::keyData)
                  .collect(Collectors.toSet());
          ExportConfig export = exports.get(batch.export());
          if (export != null && !keys.isEmpty()) {
            lots.put(batch, new Lot(batch, export.filter(), keys));
          }
        });
    return lots;
  }

  private static boolean meet(Lot one, Lot other) {
    return !one.batch.export().equals(other.batch.export())
        && one.batch.window().start().isBefore(other.batch.window().end())
        && other.batch.window().start().isBefore(one.batch.window().end());
  }

  /** Guessing draws as many keys from the first file blindly: hypergeometric. */
  private static Score claim(Set<Bytes> one, Set<Bytes> other, Evidence evidence) {
    Set<Bytes> claimed = new HashSet<>(one);
    claimed.retainAll(other);
    Set<Bytes> real = new HashSet<>(one);
    real.retainAll(evidence.world().ledger.accepted().keySet());
    double all = one.size();
    double share = real.size() / all;
    double variance =
        claimed.size() * share * (1 - share) * (all - claimed.size()) / Math.max(1, all - 1);
    if (variance == 0) {
      return Score.NONE;
    }
    long hits = claimed.stream().filter(real::contains).count();
    return new Score(claimed.size(), hits, claimed.size() * share, variance);
  }
}
