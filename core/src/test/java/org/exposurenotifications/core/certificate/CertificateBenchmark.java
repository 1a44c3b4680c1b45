// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.exposurenotifications.ports.Bytes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** All checks of a certificate over 14 keys: JSON, claims, signature, MAC. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class CertificateBenchmark {
  /** Servers have Conscrypt. */
  @Param({"CONSCRYPT", "JDK"})
  public String verifier = "";

  private World world = new World();
  private CertifiedKeys upload = World.upload("");

  @Setup
  public void prepare() {
    Verifier.valueOf(verifier).install();
    // prepares the authority's key, with the verifier that there is now
    world = new World();
    List<KeyText> keys = TekMacBenchmark.keys();
    Bytes mac = TekMac.compute(World.SECRET, TekMac.message(keys));
    Draft draft = Draft.good().claim("tekmac", "\"" + mac.base64() + "\"");
    upload = new CertifiedKeys(world.forge.sign(draft.signedPart()), World.SECRET.base64(), keys);
    if (!verify().equals(World.VERIFIED)) {
      throw new IllegalStateException("the certificate does not count");
    }
  }

  @Benchmark
  public CertificateOutcome verify() {
    return world.verify(upload);
  }
}
