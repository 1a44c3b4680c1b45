// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.exposurenotifications.apps.phone.Matcher;
import org.exposurenotifications.apps.phone.Sighting;
import org.exposurenotifications.apps.phone.SightingLog;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.core.exportfile.ExportFileHeader;
import org.exposurenotifications.core.exportfile.FileKey;
import org.exposurenotifications.core.exportfile.FileReportType;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keys a second that the simulated phone compares with what it heard. */
@Command(
    name = "match",
    mixinStandardHelpOptions = true,
    description = {
      "Measure how many keys of a file the simulated phone matches a second, on one thread, beside"
          + " the bare derivation of as many keys' identifiers: HKDF-SHA256 and 144 blocks of AES.",
      "A real phone has a slower processor, and hardware for AES as this machine may have."
    })
final class BenchMatch implements Callable<Integer> {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final int BLOCK = 16;

  @Spec CommandSpec spec;
  @Mixin BenchOptions options = new BenchOptions();

  @Option(
      names = "--keys",
      description = "Of the file (default: ${DEFAULT-VALUE}).",
      defaultValue = "20000")
  int keys = 20_000;

  @Option(
      names = "--heard",
      description = "Broadcasts that the phone heard in 14 days (default: ${DEFAULT-VALUE}).",
      defaultValue = "100000")
  int heard = 100_000;

  @Override
  public Integer call() throws GeneralSecurityException {
    var random = new SplittableRandom(1);
    ExportFile file = file(random);
    SightingLog log = heard(random);
    take(file, log);
    derive(file);
    List<Double> matched = new ArrayList<>();
    List<Double> ceiling = new ArrayList<>();
    long pid = ProcessHandle.current().pid();
    List<Double> cpu = new ArrayList<>();
    for (int round = 1; round <= options.rounds; round++) {
      ceiling.add(derive(file));
      Duration before = Usage.of(pid).cpu();
      matched.add(take(file, log));
      cpu.add((double) Usage.of(pid).cpu().minus(before).toMillis() / keys);
    }
    new Report("match")
        .note("keys", keys)
        .note("heard", heard)
        .times(matched)
        .note("ceilingSeconds", Report.median(ceiling))
        .note("shareOfCeiling", Report.median(ceiling) / Report.median(matched))
        .note("cpuMillisPerUnit", Report.median(cpu))
        .note("peakResidentBytes", Usage.of(pid).peakResidentBytes())
        .print(spec.commandLine().getOut(), options.json);
    return 0;
  }

  private ExportFile file(SplittableRandom random) {
    int start = IntervalNumber.at(NOW).value() / IntervalNumber.PER_DAY * IntervalNumber.PER_DAY;
    List<FileKey> made = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      made.add(
          new FileKey(
              bytes(random, BLOCK),
              0,
              start - (1 + i % 13) * IntervalNumber.PER_DAY,
              IntervalNumber.PER_DAY,
              FileReportType.CONFIRMED_TEST,
              OptionalInt.empty(),
              OptionalInt.empty()));
    }
    var header = new ExportFileHeader(NOW.minusSeconds(86_400), NOW, "US");
    return new ExportFile(
        header, 1, 1, List.of(), made, List.of(), List.of(), Bytes.of(new byte[32]));
  }

  private SightingLog heard(SplittableRandom random) {
    var log = new SightingLog();
    for (int i = 0; i < heard; i++) {
      Instant time = NOW.minusSeconds(random.nextInt(14 * 86_400));
      log.add(Sighting.of(bytes(random, BLOCK + 4), -60, time, Optional.empty()));
    }
    return log;
  }

  /** Seconds that a phone takes, which has met nobody of the file. */
  private static double take(ExportFile file, SightingLog log) {
    long begin = System.nanoTime();
    var matcher = new Matcher(log);
    matcher.take(file, NOW);
    if (!matcher.windows().isEmpty()) {
      throw new IllegalStateException("random keys were met");
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Seconds that the ciphers alone take. */
  private static double derive(ExportFile file) throws GeneralSecurityException {
    long begin = System.nanoTime();
    Mac mac = Mac.getInstance("HmacSHA256");
    Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
    byte[] padded = new byte[IntervalNumber.PER_DAY * BLOCK];
    byte[] identifiers = new byte[padded.length];
    byte[] info = {'E', 'N', '-', 'R', 'P', 'I', 'K', 1};
    for (FileKey key : file.keys()) {
      mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
      byte[] extracted = mac.doFinal(key.keyData().toByteArray());
      mac.init(new SecretKeySpec(extracted, "HmacSHA256"));
      aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(mac.doFinal(info), 0, BLOCK, "AES"));
      aes.doFinal(padded, 0, padded.length, identifiers);
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static Bytes bytes(SplittableRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
