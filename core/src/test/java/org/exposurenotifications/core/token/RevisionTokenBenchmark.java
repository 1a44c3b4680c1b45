// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.token;

import java.security.Security;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.conscrypt.Conscrypt;
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

/** A revision token over 14 keys, filled up as all are, its data key being unwrapped already. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class RevisionTokenBenchmark {
  private final List<TokenEntry> keys = Teks.random(new Random(1), 14);
  private final RevisionTokens tokens;
  private final Bytes token;

  public RevisionTokenBenchmark() {
    // as servers do
    Security.addProvider(Conscrypt.newProviderBuilder().provideTrustManager(false).build());
    var stock = new KeyStock();
    stock.add(7);
    tokens = stock.instance();
    token = tokens.seal(keys, KeyStock.CREATED);
  }

  @Benchmark
  public Bytes seal() {
    return tokens.seal(keys, KeyStock.CREATED);
  }

  @Benchmark
  public Optional<List<TokenEntry>> open() {
    return tokens.open(token, KeyStock.CREATED);
  }
}
