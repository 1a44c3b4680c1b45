// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people write them: 300k, 10m, 1.5b. */
final class Amount {
  private static final String SUFFIXES = "kmb";

  private Amount() {}

  /**
   * @throws NumberFormatException if it is none, or not above zero
   */
  static double parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    int suffix = lower.isEmpty() ? -1 : SUFFIXES.indexOf(lower.charAt(lower.length() - 1));
    String digits = suffix < 0 ? lower : lower.substring(0, lower.length() - 1);
    double amount = new BigDecimal(digits).scaleByPowerOfTen(3 * (suffix + 1)).doubleValue();
    if (amount <= 0) {
      throw new NumberFormatException("not above zero: " + text);
    }
    return amount;
  }

  /** Two figures, and thousands set apart: 1,300. */
  static String rounded(double amount) {
    BigDecimal two = new BigDecimal(amount).round(new MathContext(2));
    return String.format(
        Locale.ROOT, "%,." + Math.max(0, two.stripTrailingZeros().scale()) + "f", two);
  }

  /** In kB, MB, GB, TB or PB of a thousand each. */
  static String bytes(double bytes) {
    double rest = bytes;
    int unit = 0;
    while (rest >= 1000 && unit < 5) {
      rest /= 1000;
      unit++;
    }
    return rounded(rest) + " " + new String[] {"B", "kB", "MB", "GB", "TB", "PB"}[unit];
  }
}
