// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.exposurenotifications.core.export.ExportWorld;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobContent;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoveExpiredFilesTest {
  private static final List<String> NAMES =
      List.of(
          "hourly/1607598000-1607601600-00001.zip",
          "hourly/1607601600-1607605200-00001.zip",
          "hourly/1607605200-1607608800-00001.zip");

  private final ExportWorld world = new ExportWorld();

  /** Three batches that end at 12:00, 13:00 and 14:00, when the export ends; keys are gone. */
  @BeforeEach
  void publish() {
    world.register(export(Optional.empty()));
    for (int hour = 11; hour < 14; hour++) {
      world.add("2020-12-10T%d:00:00Z".formatted(hour), 1);
      world.clock.set(Instant.parse("2020-12-10T%d:05:00Z".formatted(hour + 3)));
      world.run();
    }
    world.register(export(Optional.of(Instant.parse("2020-12-10T14:00:00Z"))));
    assertThat(
            world
                .stores
                .exposures()
                .delete(
                    Instant.EPOCH,
                    new ExposureStore.Expiry(
                        world.clock.instant(), new IntervalNumber(Integer.MAX_VALUE), Instant.MAX),
                    9)
                .keys())
        .isEqualTo(3);
    assertThat(existing()).isEqualTo(NAMES);
  }

  @Test
  void filesOfAnExportThatEndedGoFromTheIndexThenFromTheStore() {
    world.clock.set(Instant.parse("2020-12-24T13:00:00Z"));
    assertThat(run().summary()).isEqualTo("1 files and 1 batches removed");
    assertThat(existing()).isEqualTo(NAMES.subList(1, 3));
    assertThat(world.published("hourly").index()).contains("");

    world.clock.set(Instant.parse("2020-12-24T14:00:01Z"));
    assertThat(run()).isEqualTo(new JobReport("2 files and 1 batches removed", List.of()));
    assertThat(existing()).isEmpty();
  }

  @Test
  void aFileStaysUntilItsBatchEndedLongEnoughAgo() {
    world.clock.set(Instant.parse("2020-12-24T12:00:00Z"));
    run();
    assertThat(existing()).isEqualTo(NAMES);
    assertThat(world.published("hourly").names()).containsExactly(NAMES.getLast());

    world.clock.set(Instant.parse("2020-12-24T12:00:00.001Z"));
    run();
    assertThat(existing()).isEqualTo(NAMES.subList(1, 3));
  }

  @Test
  void theLatestBatchIsRememberedForPlanning() {
    world.clock.advance(Duration.ofDays(30));
    run();

    assertThat(world.stores.batches().planning().latestEnd("hourly"))
        .contains(Instant.parse("2020-12-10T14:00:00Z"));
  }

  /** A worker writes one of two files and fails at the other, until the keys have expired. */
  @Test
  void filesOfABatchThatWasNeverPublishedGoTooWhenItsKeysExpired() {
    ExportConfig split = export("split", OptionalInt.of(1), Optional.empty());
    world.register(split);
    world.add("2020-12-10T16:00:00Z", 2);
    world.clock.set(Instant.parse("2020-12-10T19:05:00Z"));
    String first = "split/1607616000-1607619600-00001.zip";
    String second = "split/1607616000-1607619600-00002.zip";
    world.run(new Stubborn(second));
    assertThat(exists(first)).isTrue();

    world.clock.set(Instant.parse("2020-12-24T17:00:00Z"));
    JobReport report = run();

    assertThat(exists(first)).isFalse();
    assertThat(report.errors())
        .anyMatch(error ->
            error.startsWith(
                "batch 2020-12-10T16:00:00Z to 2020-12-10T17:00:00Z of exports/split: given up"));
    assertThat(world.stores.batches().unfinished())
        .noneMatch(batch -> batch.window().end().equals(Instant.parse("2020-12-10T17:00:00Z")));
  }

  @Test
  void anObjectThatIsGoneAlreadyCountsAsRemoved() {
    world.platform.blobs().delete(new BlobName(ExportWorld.BUCKET, NAMES.getFirst()));
    world.clock.advance(Duration.ofDays(15));

    assertThat(run()).isEqualTo(new JobReport("3 files and 2 batches removed", List.of()));
  }

  @Test
  void anObjectThatCannotBeRemovedDoesNotKeepTheOthers() {
    world.clock.advance(Duration.ofDays(15));

    assertThat(run(new Stubborn(NAMES.getFirst()), RetentionSettings.DEFAULT))
        .isEqualTo(
            new JobReport(
                "2 files and 1 batches removed",
                List.of("file exports/" + NAMES.getFirst() + ": held on to")));
    assertThat(existing()).containsExactly(NAMES.getFirst());

    assertThat(run().summary()).isEqualTo("1 files and 1 batches removed");
    assertThat(existing()).isEmpty();
  }

  @Test
  void aFileThatTheIndexMayStillNameIsKept() {
    world.clock.advance(Duration.ofDays(15));

    JobReport report = run(new Stubborn("hourly/index.txt"), RetentionSettings.DEFAULT);

    assertThat(report.errors()).containsExactly("index of exports/hourly: held on to");
    assertThat(existing()).isEqualTo(NAMES);
  }

  @Test
  void aShortTimeToLiveIsRefused() {
    world.clock.advance(Duration.ofDays(15));
    Duration ttl = Duration.ofDays(9);

    JobReport report =
        run(world.platform.blobs(), new RetentionSettings(ttl, ttl, Duration.ofMinutes(10), false));

    assertThat(report.errors()).singleElement().asString().contains("CLEANUP_TTL");
    assertThat(existing()).isEqualTo(NAMES);
    assertThat(world.published("hourly").names()).isEqualTo(NAMES);
  }

  private JobReport run() {
    return run(world.platform.blobs(), RetentionSettings.DEFAULT);
  }

  private JobReport run(BlobStore blobs, RetentionSettings settings) {
    return new RemoveExpiredFiles(
            world.writeIndexes(world.ports.withBlobs(blobs)),
            world.giveUpBatches(world.ports.withBlobs(blobs)),
            world.stores.exportFiles(),
            blobs,
            settings,
            world.clock,
            world.checkClock(),
            world.overdueWork(world.ports))
        .run();
  }

  private List<String> existing() {
    return NAMES.stream().filter(this::exists).toList();
  }

  private boolean exists(String name) {
    return Stream.of(new BlobName(ExportWorld.BUCKET, name))
        .flatMap(blob -> world.platform.blobs().open(blob).stream())
        .findAny()
        .isPresent();
  }

  private static ExportConfig export(Optional<Instant> thru) {
    return export("hourly", OptionalInt.empty(), thru);
  }

  private static ExportConfig export(String name, OptionalInt maxRecords, Optional<Instant> thru) {
    ExportConfig hourly = ExportWorld.export(name, Duration.ofHours(1));
    return new ExportConfig(
        hourly.name(),
        hourly.bucket(),
        hourly.filenameRoot(),
        hourly.period(),
        hourly.outputRegion(),
        hourly.filter(),
        OptionalInt.empty(),
        maxRecords,
        hourly.from(),
        thru,
        hourly.signatureInfos());
  }

  /** Changes anything but one object. */
  private final class Stubborn implements BlobStore {
    private final String name;

    Stubborn(String name) {
      this.name = name;
    }

    @Override
    public void put(BlobName blob, BlobAttributes attributes, BlobContent content) {
      check(blob);
      world.platform.blobs().put(blob, attributes, content);
    }

    @Override
    public Optional<Blob> open(BlobName blob) {
      return world.platform.blobs().open(blob);
    }

    @Override
    public void delete(BlobName blob) {
      check(blob);
      world.platform.blobs().delete(blob);
    }

    private void check(BlobName blob) {
      if (blob.name().equals(name)) {
        throw new PortFailure.Permanent("held on to", null);
      }
    }
  }
}
