// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

/** The value of a JSON member, as far as certificates need to tell them apart; null is absence. */
sealed interface Member {
  record Text(String value) implements Member {
    /** Claims do not belong into logs. */
    @Override
    public String toString() {
      return "Text[redacted]";
    }
  }

  /**
   * @param literal as spelled, so that {@code 1.0} and {@code 1} stay different
   */
  record Numeral(String literal) implements Member {}

  /** True, false, a list or an object. */
  record Other() implements Member {}
}
