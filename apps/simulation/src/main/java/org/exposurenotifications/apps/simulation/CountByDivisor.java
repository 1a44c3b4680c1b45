// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.core.exportfile.FileKey;

/**
 * Tells how many keys of a padded file are real: where every real key is copied equally often, the
 * sizes of groups of like keys have that number as their common divisor.
 */
final class CountByDivisor implements PrivacyAttack {
  /** Right by chance. */
  private static final double GUESSED = 0.2;

  @Override
  public String name() {
    return "count";
  }

  @Override
  public Score attack(Evidence evidence) {
    return evidence.files().values().stream()
        .flatMap(List::stream)
        .map(file -> attack(file, evidence))
        .reduce(Score.NONE, Score::plus);
  }

  private static Score attack(ExportFile file, Evidence evidence) {
    long real =
        file.keys().stream()
            .filter(key -> evidence.world().ledger.accepted().containsKey(key.keyData()))
            .count();
    if (real == 0 || real == file.keys().size()) {
      return Score.NONE;
    }
    boolean exact = file.keys().size() / divisor(sizes(file)) == real;
    return new Score(1, exact ? 1 : 0, GUESSED, GUESSED * (1 - GUESSED));
  }

  private static Collection<Long> sizes(ExportFile file) {
    return file.keys().stream()
        .collect(Collectors.groupingBy(CountByDivisor::kind, Collectors.counting()))
        .values();
  }

  private static List<Object> kind(FileKey key) {
    return List.of(
        key.rollingStart(),
        key.rollingPeriod(),
        key.transmissionRisk(),
        key.reportType(),
        key.daysSinceOnset());
  }

  private static long divisor(Collection<Long> sizes) {
    return sizes.stream()
        .map(BigInteger::valueOf)
        .reduce(BigInteger.ZERO, BigInteger::gcd)
        .longValueExact();
  }
}
