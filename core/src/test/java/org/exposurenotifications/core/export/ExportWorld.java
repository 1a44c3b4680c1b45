// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.exposurenotifications.adapters.memory.MemoryStores;
import org.exposurenotifications.core.job.CheckClock;
import org.exposurenotifications.core.job.ClockSettings;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.core.publish.PublishSettings;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.config.SignatureInfo;
import org.exposurenotifications.ports.export.KeyFilter;
import org.exposurenotifications.ports.exposure.Diagnosis;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.Merge;
import org.exposurenotifications.ports.exposure.Region;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.Revision;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.exposurenotifications.ports.exposure.Upload;

/** Stores, a platform and the export jobs, at a time of the test's choice. */
public final class ExportWorld {
  /** A batch of 08:00 to 12:00 has just become due, the one from 04:00 is the first to be due. */
  public static final Instant NOW = Instant.parse("2020-12-10T14:05:00Z");

  public static final String BUCKET = "exports";

  /** Small figures, no padding. */
  static final ExportSettings PLAIN =
      new ExportSettings(
          Duration.ofHours(1),
          Duration.ofHours(2),
          0,
          0,
          1000,
          Duration.ofDays(14),
          Duration.ofMinutes(5),
          0);

  public final TestClock clock = new TestClock(NOW);

  /** The database's, which goes with the jobs' unless it is set by itself. */
  public final TestClock databaseClock = new TestClock(clock);

  public final MemoryStores stores = new MemoryStores(databaseClock);
  public final MemoryPlatform platform = new MemoryPlatform();
  public final TestPorts ports = TestPorts.of(stores, platform);

  final PhoneUploads phones;

  private final ExportSettings settings;
  private final Random random;
  private final SecureRandom secureRandom;

  public ExportWorld() {
    this(PLAIN, 1);
  }

  ExportWorld(ExportSettings settings, long seed) {
    this.settings = settings;
    this.random = new Random(seed);
    this.phones = new PhoneUploads(random);
    this.secureRandom = seeded(seed);
    platform.signingKeys().ensure("key-1");
    register(signer("first", "key-1"));
  }

  static SecureRandom seeded(long seed) {
    try {
      SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(seed);
      return random;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static SignatureInfo signer(String id, String key) {
    return new SignatureInfo(id, key, "310", id, Optional.empty(), Optional.empty());
  }

  /** An export of the US, signed by the first signer. */
  public static ExportConfig export(String name, Duration period) {
    return export(name, period, filter("US"), List.of("first"));
  }

  static ExportConfig export(
      String name, Duration period, KeyFilter filter, List<String> signatureInfos) {
    return new ExportConfig(
        name,
        BUCKET,
        name,
        period,
        "US",
        filter,
        OptionalInt.empty(),
        OptionalInt.empty(),
        Instant.EPOCH,
        Optional.empty(),
        signatureInfos);
  }

  static KeyFilter filter(String... regions) {
    return new KeyFilter(regions(regions), regions(), false, false);
  }

  static NavigableSet<Region> regions(String... codes) {
    return new TreeSet<>(Stream.of(codes).map(Region::new).toList());
  }

  void register(SignatureInfo... infos) {
    stores
        .configuration()
        .apply(new Configuration(List.of(), List.of(), List.of(infos), List.of()));
  }

  public void register(ExportConfig... exports) {
    stores
        .configuration()
        .apply(new Configuration(List.of(), List.of(), List.of(), List.of(exports)));
  }

  /** Adds so many random keys of the US to a publish window. */
  public List<Exposure> add(String window, int count) {
    return add(Instant.parse(window), count, false, "US");
  }

  List<Exposure> add(Instant window, int count, boolean traveler, String... regions) {
    List<Exposure> exposures =
        IntStream.range(0, count)
            .mapToObj(_ -> exposure(window, traveler, regions(regions)))
            .sorted(Comparator.comparing(exposure -> exposure.key().keyData()))
            .toList();
    upload(exposures);
    return exposures;
  }

  /** In any order. */
  void upload(List<Exposure> exposures) {
    List<Exposure> ascending =
        exposures.stream()
            .sorted(Comparator.comparing(exposure -> exposure.key().keyData()))
            .toList();
    stores
        .exposures()
        .addIfNonePresent(
            new Upload(
                ascending.stream().map(Exposure::key).toList(), ascending, Optional.empty()));
  }

  private Exposure exposure(Instant window, boolean traveler, NavigableSet<Region> regions) {
    byte[] keyData = new byte[16];
    random.nextBytes(keyData);
    TemporaryExposureKey key =
        new TemporaryExposureKey(
            Bytes.of(keyData),
            IntervalNumber.at(window.minus(Duration.ofDays(random.nextInt(1, 14)))),
            random.nextInt(1, 145));
    Diagnosis diagnosis =
        new Diagnosis(
            random.nextBoolean() ? Optional.of(ReportType.LIKELY) : Optional.empty(),
            random.nextInt(9),
            random.nextBoolean() ? OptionalInt.of(random.nextInt(-14, 15)) : OptionalInt.empty());
    return new Exposure(key, diagnosis, regions, traveler, Optional.of("authority"), window);
  }

  void revise(Exposure exposure, String window, Diagnosis diagnosis) {
    Revision revision =
        new Revision(
            exposure.key().keyData(), diagnosis, Optional.of("authority"), Instant.parse(window));
    stores.exposures().merge(new Merge(List.of(), List.of(revision), Optional.empty()));
  }

  PlanBatches planBatches(TestPorts through) {
    return new PlanBatches(
        through.configuration(),
        through.windows(),
        through.batches(),
        through.batchKeys(),
        settings,
        clock,
        secureRandom,
        checkClock(),
        overdueWork(through));
  }

  public CheckClock checkClock() {
    return new CheckClock(stores.clock(), clock, ClockSettings.DEFAULT);
  }

  public OverdueWork overdueWork(TestPorts through) {
    return new OverdueWork(
        through.configuration(),
        through.windows(),
        through.batches(),
        settings,
        PublishSettings.DEFAULT,
        clock);
  }

  RepairHorizon repairHorizon() {
    return new RepairHorizon(stores.windows(), stores.batches(), stores.clock(), settings);
  }

  public WriteIndexes writeIndexes(TestPorts through) {
    return new WriteIndexes(through.files(), through.leases(), through.blobs(), settings, clock);
  }

  public GiveUpBatches giveUpBatches(TestPorts through) {
    return new GiveUpBatches(through.batches(), through.blobs(), settings, clock);
  }

  ExportBatches exportBatches(TestPorts through) {
    return exportBatches(through, settings.workerTimeout());
  }

  ExportBatches exportBatches(TestPorts through, Duration workerTimeout) {
    ExportSettings hurried =
        new ExportSettings(
            settings.truncateWindow(),
            settings.minWindowAge(),
            settings.minRecords(),
            settings.paddingRange(),
            settings.maxRecords(),
            settings.retention(),
            workerTimeout,
            settings.reprocessCount());
    return new ExportBatches(
        through.batches(),
        new SealBatch(through.batches(), through.batchKeys()),
        new WriteBatch(
            through.batchKeys(),
            new FindSigners(through.configuration(), through.signingKeys()),
            through.blobs(),
            settings),
        writeIndexes(through),
        hurried,
        clock,
        checkClock(),
        overdueWork(through));
  }

  /** Plans and exports. */
  public JobReport run() {
    return run(ports.blobs());
  }

  /** The same, with files put elsewhere. */
  public JobReport run(BlobStore blobs) {
    planBatches(ports).run();
    return exportBatches(ports.withBlobs(blobs)).run();
  }

  public Published published(String root) {
    return Published.read(platform, BUCKET, root);
  }
}
