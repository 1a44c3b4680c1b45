// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.exposurenotifications.ports.export.ExportKey;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Sorting as many rows for export as there are in the smallest range, on all processors. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class KeyRowsBenchmark {
  private static final int COUNT = 131_072;

  private final KeyRows rows = new KeyRows(COUNT);

  /** Rows as they come from the database, in no order. */
  public KeyRowsBenchmark() {
    var random = new Random(1);
    byte[] key = new byte[16];
    ByteBuffer row = ByteBuffer.allocate(52);
    for (int i = 0; i < COUNT; i++) {
      random.nextBytes(key);
      row.clear().putInt(16).put(key).putInt(4).putInt(2_990_016 + 144 * random.nextInt(14));
      row.putInt(2).putShort((short) 144).putInt(2).putShort((short) 4);
      row.putInt(2).putShort((short) 1).putInt(2).putShort((short) -2);
      rows.add(row.flip());
    }
  }

  /** Starts from the rows as they came, each time. */
  @Benchmark
  public ExportKey sort() {
    rows.sort();
    return rows.get(0);
  }
}
