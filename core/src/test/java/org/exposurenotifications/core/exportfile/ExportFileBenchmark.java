// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.exposure.ReportType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * An export file of 100,000 keys, encoded, digested and compressed, on all processors; without
 * signature, and to nowhere.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ExportFileBenchmark {
  private static final int COUNT = 100_000;
  private static final Instant START = Instant.parse("2026-11-23T20:00:00Z");
  private static final ExportFileHeader HEADER =
      new ExportFileHeader(START, START.plusSeconds(14_400), "US");

  private final List<ExportKey> keys = keys();

  @Benchmark
  public Bytes write() throws IOException {
    try (var file = new ExportFileWriter(OutputStream.nullOutputStream(), HEADER, List.of())) {
      for (ExportKey key : keys) {
        file.addKey(key);
      }
      return file.finish();
    }
  }

  /** In the order in which files have them. */
  private static List<ExportKey> keys() {
    var random = new Random(1);
    return Stream.generate(() -> key(random))
        .limit(COUNT)
        .sorted(Comparator.comparing(ExportKey::keyData))
        .toList();
  }

  private static ExportKey key(Random random) {
    byte[] key = new byte[16];
    random.nextBytes(key);
    int day = random.nextInt(14);
    return new ExportKey(
        Bytes.of(key),
        random.nextInt(9),
        2_990_016 + 144 * day,
        144,
        Optional.of(ReportType.CONFIRMED),
        OptionalInt.of(day - 10));
  }
}
