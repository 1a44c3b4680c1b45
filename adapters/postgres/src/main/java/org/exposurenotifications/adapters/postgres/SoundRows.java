// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

/**
 * Conditions on rows that phones take. An import, a restore or a hand may have written others, and
 * one of those in a file makes a phone refuse the whole file.
 */
final class SoundRows {
  /** As first reported; never NULL. */
  static final String REPORTED =
      """
      (rolling_start >= 0 AND rolling_period BETWEEN 1 AND 144
       AND transmission_risk BETWEEN 0 AND 8)
      """;

  /** As revised; never NULL where a row is revised. */
  static final String REVISED =
      """
      (rolling_start >= 0 AND rolling_period BETWEEN 1 AND 144
       AND revised_transmission_risk BETWEEN 0 AND 8)
      """;

  private SoundRows() {}
}
