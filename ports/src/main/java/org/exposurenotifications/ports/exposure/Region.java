// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.exposure;

import java.util.Locale;

/**
 * A region's code, such as {@code US} or {@code US-CA}.
 *
 * @param code upper case, 1 to 20 characters, no blank and no comma
 */
public record Region(String code) implements Comparable<Region> {
  /**
   * Trims and upper-cases the code.
   *
   * @throws IllegalArgumentException if what is left is not a code
   */
  public Region {
    code = code.strip().toUpperCase(Locale.ROOT);
    if (code.isEmpty()
        || code.length() > 20
        || code.chars().anyMatch(c -> Character.isWhitespace(c) || c == ',')) {
      throw new IllegalArgumentException("not a region code: '" + code + "'");
    }
  }

  @Override
  public int compareTo(Region other) {
    return code.compareTo(other.code);
  }
}
