// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalInt;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/** Rows of keys for export, 36 bytes each. First add, then sort, then get. Not thread-safe. */
final class KeyRows {
  private static final int INDEX_BITS = 20;

  /** How many there is room for. */
  static final int MOST = 1 << INDEX_BITS;

  private static final int INDEX = MOST - 1;
  private static final int KEY = TemporaryExposureKey.LENGTH;
  private static final int WIDTH = KEY + 12;

  /** Stands for NULL, and is out of range of what has it. */
  private static final short ABSENT = Short.MIN_VALUE;

  private ByteBuffer rows;
  private int size;

  /** Places of the rows in order, each below as much of its key as there is room for. */
  private long[] order = {};

  /**
   * @param expected more may come
   */
  KeyRows(int expected) {
    rows = ByteBuffer.allocate(Math.max(16, expected) * WIDTH);
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return size == MOST;
  }

  /**
   * Takes a row from its binary form: each column after its length.
   *
   * @param row at the first column, afterwards behind the last
   */
  void add(ByteBuffer row) {
    if (rows.remaining() < WIDTH) {
      rows.flip();
      rows = ByteBuffer.allocate(rows.capacity() + rows.capacity() / 2 + WIDTH).put(rows);
    }
    int keyLength = row.getInt();
    rows.put(row.slice(row.position(), keyLength));
    row.position(row.position() + keyLength);
    int _ = row.getInt();
    rows.putInt(row.getInt());
    for (int column = 2; column < 6; column++) {
      rows.putShort(row.getInt() < 0 ? ABSENT : row.getShort());
    }
    size++;
  }

  /** Ascending by key, as unsigned bytes. */
  void sort() {
    order = new long[size];
    for (int i = 0; i < size; i++) {
      // as a signed number, which is what is sorted by
      order[i] = ((rows.getLong(i * WIDTH) ^ Long.MIN_VALUE) & ~INDEX) | i;
    }
    Arrays.parallelSort(order);
    for (int from = 0, until; from < size; from = until) {
      until = from + 1;
      while (until < size && (order[until] & ~INDEX) == (order[from] & ~INDEX)) {
        until++;
      }
      if (until - from > 1) {
        sortByWholeKey(from, until);
      }
    }
  }

  private void sortByWholeKey(int from, int until) {
    long[] sorted =
        Arrays.stream(order, from, until)
            .boxed()
            .sorted(Comparator.comparing(this::keyData))
            .mapToLong(Long::longValue)
            .toArray();
    System.arraycopy(sorted, 0, order, from, sorted.length);
  }

  private Bytes keyData(long place) {
    byte[] keyData = new byte[KEY];
    rows.get(at(place), keyData);
    return Bytes.of(keyData);
  }

  private static int at(long place) {
    return (int) (place & INDEX) * WIDTH;
  }

  /**
   * @param rank in ascending order, from 0 on
   */
  ExportKey get(int rank) {
    int numbers = at(order[rank]) + KEY;
    short daysSinceOnset = rows.getShort(numbers + 10);
    return new ExportKey(
        keyData(order[rank]),
        rows.getShort(numbers + 6),
        rows.getInt(numbers),
        rows.getShort(numbers + 4),
        Codes.reportType(rows.getShort(numbers + 8)),
        daysSinceOnset == ABSENT ? OptionalInt.empty() : OptionalInt.of(daysSinceOnset));
  }
}
