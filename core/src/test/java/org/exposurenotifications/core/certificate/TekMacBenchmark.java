// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.exposurenotifications.ports.Bytes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The MAC over the 14 keys of an upload, sorting them included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class TekMacBenchmark {
  private static final int COUNT = 14;

  private final List<KeyText> keys = keys();
  private final Bytes mac = TekMac.compute(World.SECRET, TekMac.message(keys));

  /** A fortnight of keys, with a risk each. */
  static List<KeyText> keys() {
    var random = new Random(1);
    return IntStream.range(0, COUNT)
        .mapToObj(day -> {
          byte[] key = new byte[16];
          random.nextBytes(key);
          return new KeyText(Bytes.of(key).base64(), 2_990_016 + 144 * day, 144, 4);
        })
        .toList();
  }

  @Benchmark
  public boolean matches() {
    return TekMac.matches(World.SECRET, keys, mac);
  }
}
