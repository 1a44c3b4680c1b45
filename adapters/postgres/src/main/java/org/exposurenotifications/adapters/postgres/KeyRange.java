// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.util.List;
import java.util.stream.LongStream;

/**
 * Keys whose first eight bytes, as an unsigned number, lie between two.
 *
 * @param first inclusive
 * @param last inclusive
 */
record KeyRange(long first, long last) {
  private static final KeyRange ALL = new KeyRange(0, -1);

  /**
   * Covers all keys by ranges of equal width: random keys are as many in each.
   *
   * @param count 1 or more
   */
  static List<KeyRange> all(long count) {
    if (count == 1) {
      return List.of(ALL);
    }
    long width = Long.divideUnsigned(-1, count);
    return LongStream.range(0, count)
        .mapToObj(i -> new KeyRange(i * width, i == count - 1 ? -1 : (i + 1) * width - 1))
        .toList();
  }

  boolean canBeSplit() {
    return first != last;
  }

  List<KeyRange> halves() {
    long middle = first + ((last - first) >>> 1);
    return List.of(new KeyRange(first, middle), new KeyRange(middle + 1, last));
  }

  /** As a condition on the column {@code key}. */
  String sql() {
    return last == -1
        ? "key >= decode('%016x', 'hex')".formatted(first)
        : "key >= decode('%016x', 'hex') AND key < decode('%016x', 'hex')"
            .formatted(first, last + 1);
  }
}
