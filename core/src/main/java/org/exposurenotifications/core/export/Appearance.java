// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.util.Optional;
import java.util.OptionalInt;
import org.exposurenotifications.ports.export.KeyGroup;
import org.exposurenotifications.ports.exposure.Diagnosis;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.ReportType;

/**
 * What a file shows of a key besides its random bytes.
 *
 * @param rollingPeriod in intervals
 */
record Appearance(IntervalNumber rollingStart, int rollingPeriod, Diagnosis diagnosis) {
  /**
   * What the keys of one upload have in common.
   *
   * @param onsetDay days since 1970; absent if unknown
   */
  record Pattern(Optional<ReportType> reportType, OptionalInt onsetDay) {}

  static Appearance of(KeyGroup group) {
    return new Appearance(group.rollingStart(), group.rollingPeriod(), group.diagnosis());
  }

  Pattern pattern() {
    OptionalInt daysSinceOnset = diagnosis.daysSinceOnset();
    return new Pattern(
        diagnosis.reportType(),
        daysSinceOnset.isPresent()
            ? OptionalInt.of(day() - daysSinceOnset.getAsInt())
            : OptionalInt.empty());
  }

  /** Days since 1970. */
  int day() {
    return rollingStart.value() / IntervalNumber.PER_DAY;
  }
}
