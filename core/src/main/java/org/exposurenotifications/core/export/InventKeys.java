// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.exposurenotifications.core.export.Crowd.Member;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.export.KeyGroup;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/**
 * Invents the keys among which those of a cell cannot be told: decision 4 says what a watcher can
 * and cannot learn.
 */
final class InventKeys {
  /** Fewest keys of one appearance, so that no appearance belongs to a single upload. */
  static final int CROWD = 3;

  /** Of each report type. */
  private static final int FEWEST_PATTERNS = 6;

  private static final int MOST_PATTERNS = 12;
  private static final int ATTEMPTS = 100;

  private final int paddingRange;
  private final RandomGenerator random;

  /**
   * @param random a cryptographic source, thread-safe
   */
  InventKeys(int paddingRange, RandomGenerator random) {
    this.paddingRange = paddingRange;
    this.random = random;
  }

  List<Exposure> hiding(Cell cell) {
    if (cell.minRecords() == 0) {
      return List.of();
    }
    long target = (long) cell.minRecords() + random.nextInt(paddingRange + 1);
    Crowd crowd = new Crowd(cell.keys());
    imitate(crowd, target);
    List<Exposure> invented = new ArrayList<>();
    crowd.members().forEach(member -> invent(member, CROWD - member.reported(), invented));
    fill(crowd, target - cell.size(), invented);
    return invented;
  }

  /** The number of patterns says as little as the number of keys. */
  private void imitate(Crowd crowd, long target) {
    int wanted = random.nextInt(FEWEST_PATTERNS, MOST_PATTERNS + 1);
    for (int i = 0; i < ATTEMPTS && crowd.fewestPatterns().size() < wanted; i++) {
      // by turns, since one report type may have no model that can be imitated
      List<Member> model = any(i % 2 == 0 ? crowd.fewestPatterns() : crowd.patterns());
      if (crowd.patternsOf(model.getFirst().appearance().diagnosis().reportType()) < wanted) {
        crowd
            .imitate(model, random)
            .filter(imitation -> crowd.size(CROWD) + (long) CROWD * imitation.size() <= target)
            .ifPresent(crowd::add);
      }
    }
  }

  /** Some patterns get many and some few, as chance and outbreaks would have it. */
  private void fill(Crowd crowd, long target, List<Exposure> invented) {
    List<List<Member>> patterns = crowd.patterns();
    double[] upTo = new double[patterns.size()];
    double sum = 0;
    for (int i = 0; i < upTo.length; i++) {
      sum += random.nextExponential();
      upTo[i] = sum;
    }
    while (invented.size() < target) {
      double drawn = random.nextDouble(sum);
      int pattern = 0;
      while (upTo[pattern] < drawn) {
        pattern++;
      }
      invent(any(patterns.get(pattern)), 1, invented);
    }
  }

  private void invent(Member member, long count, List<Exposure> invented) {
    for (long i = 0; i < count; i++) {
      KeyGroup like = any(member.like());
      byte[] keyData = new byte[TemporaryExposureKey.LENGTH];
      random.nextBytes(keyData);
      Appearance appearance = member.appearance();
      invented.add(
          new Exposure(
              new TemporaryExposureKey(
                  Bytes.of(keyData), appearance.rollingStart(), appearance.rollingPeriod()),
              appearance.diagnosis(),
              like.regions(),
              like.traveler(),
              Optional.empty(),
              like.createdAt()));
    }
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
