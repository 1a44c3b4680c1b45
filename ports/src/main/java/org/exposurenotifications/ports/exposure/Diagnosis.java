// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.exposure;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is said about the person whose key it is.
 *
 * @param transmissionRisk 0 to 8
 * @param daysSinceOnset from the day of symptom onset to the day of the key; may be negative;
 *     absent if unknown
 */
public record Diagnosis(
    Optional<ReportType> reportType, int transmissionRisk, OptionalInt daysSinceOnset) {
  /**
   * @throws IllegalArgumentException if the risk is out of its range
   */
  public Diagnosis {
    if (transmissionRisk < 0 || transmissionRisk > 8) {
      throw new IllegalArgumentException("transmission risk " + transmissionRisk);
    }
  }
}
