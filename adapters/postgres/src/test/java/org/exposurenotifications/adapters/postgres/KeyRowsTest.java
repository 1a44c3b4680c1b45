// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.exposure.ReportType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class KeyRowsTest {
  private final KeyRows rows = new KeyRows(2);

  @Test
  void aRowComesOutAsItWentIn() {
    ByteBuffer row = row(key(1), 2_992_000, 144, 3, Codes.of(type()).getAsInt(), -2);
    rows.add(row);
    rows.sort();

    assertThat(row.hasRemaining()).isFalse();
    assertThat(rows.get(0))
        .isEqualTo(new ExportKey(key(1), 3, 2_992_000, 144, type(), OptionalInt.of(-2)));
  }

  @Test
  void whatIsNullIsAbsent() {
    rows.add(row(key(1), 7, 144, 0, null, null));
    rows.sort();

    assertThat(rows.get(0).reportType()).isEmpty();
    assertThat(rows.get(0).daysSinceOnset()).isEmpty();
  }

  @Test
  void keysAscendAsUnsignedBytesWhateverTheyHaveInCommon() {
    var random = new Random(1);
    List<Bytes> keys = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      byte[] key = new byte[16];
      random.nextBytes(key);
      if (i % 3 == 0) {
        // alike in the first twelve bytes, of which some are sorted by at once
        System.arraycopy(keys.isEmpty() ? key : keys.getFirst().toByteArray(), 0, key, 0, 12);
      }
      keys.add(Bytes.of(key));
    }
    keys.forEach(key -> rows.add(row(key, 7, 144, 0, null, null)));
    rows.sort();

    assertThat(IntStream.range(0, rows.size()).mapToObj(i -> rows.get(i).keyData()))
        .containsExactlyElementsOf(keys.stream().sorted().toList());
  }

  private static Optional<ReportType> type() {
    return Optional.of(ReportType.CONFIRMED);
  }

  private static Bytes key(int last) {
    byte[] key = new byte[16];
    key[0] = -1;
    key[15] = (byte) last;
    return Bytes.of(key);
  }

  private static ByteBuffer row(
      Bytes key, int start, int period, int risk, @Nullable Integer type, @Nullable Integer onset) {
    ByteBuffer row = ByteBuffer.allocate(100);
    row.putInt(16).put(key.toByteArray()).putInt(4).putInt(start);
    for (@Nullable Integer column : new @Nullable Integer[] {period, risk, type, onset}) {
      if (column == null) {
        row.putInt(-1);
      } else {
        row.putInt(2).putShort(column.shortValue());
      }
    }
    return row.flip();
  }
}
