// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.core.exportfile.ExportFileHeader;
import org.exposurenotifications.core.exportfile.FileKey;
import org.exposurenotifications.core.exportfile.FileReportType;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.exposure.Diagnosis;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.ReportType;
import org.junit.jupiter.api.Test;

class ExportBatchesTest {
  private static final Instant START = Instant.parse("2020-12-10T11:00:00Z");
  private static final Instant END = Instant.parse("2020-12-10T12:00:00Z");
  private static final String NAME = "hourly/1607598000-1607601600-00001.zip";

  private final ExportWorld world = new ExportWorld();

  @Test
  void acceptedKeysArePublished() {
    List<Exposure> added = world.add("2020-12-10T11:00:00Z", 10);
    world.register(hourly());

    JobReport report = world.run();

    assertThat(report)
        .isEqualTo(
            new JobReport(
                "1 batches published in 1 files, 1 indexes brought up to date", List.of()));
    Published published = world.published("hourly");
    assertThat(published.names()).containsExactly(NAME);
    ExportFile file = published.files().values().iterator().next();
    assertThat(file.header()).isEqualTo(new ExportFileHeader(START, END, "US"));
    assertThat(file.batchNumber()).isEqualTo(1);
    assertThat(file.batchSize()).isEqualTo(1);
    assertThat(file.keys()).isEqualTo(added.stream().map(ExportBatchesTest::published).toList());
    assertThat(file.revisedKeys()).isEmpty();
  }

  @Test
  void filesMayBeCached() throws Exception {
    world.add("2020-12-10T11:00:00Z", 1);
    world.register(hourly());
    world.run();

    try (Blob blob =
        world.platform.blobs().open(new BlobName(ExportWorld.BUCKET, NAME)).orElseThrow()) {
      assertThat(blob.attributes()).isEqualTo(new BlobAttributes("application/zip", true));
    }
  }

  @Test
  void theStartIsInclusiveAndTheEndExclusive() {
    world.add("2020-12-10T10:00:00Z", 2);
    List<Exposure> added = world.add("2020-12-10T11:00:00Z", 3);
    world.add("2020-12-10T12:00:00Z", 4);
    world.register(hourly());
    world.run();

    assertThat(file().keys()).isEqualTo(added.stream().map(ExportBatchesTest::published).toList());
  }

  @Test
  void aLongListIsCutIntoFilesOfDifferentTimes() {
    ExportWorld small = new ExportWorld(maxRecords(4), 1);
    List<Exposure> added = small.add("2020-12-10T11:00:00Z", 9);
    added.subList(0, 3).forEach(e -> small.revise(e, "2020-12-10T11:00:00Z", negative()));
    small.register(hourly());
    small.run();

    Published published = small.published("hourly");
    assertThat(published.names())
        .containsExactly(
            "hourly/1607598000-1607601600-00001.zip",
            "hourly/1607598000-1607601600-00002.zip",
            "hourly/1607598000-1607601600-00003.zip");
    assertThat(published.files().values())
        .extracting(ExportFile::header)
        .containsExactly(
            new ExportFileHeader(START, END.plusSeconds(1), "US"),
            new ExportFileHeader(START, END.plusSeconds(2), "US"),
            new ExportFileHeader(START, END.plusSeconds(3), "US"));
    assertThat(published.files().values())
        .extracting(file -> file.keys().size() + "+" + file.revisedKeys().size())
        .containsExactly("4+0", "4+0", "1+3");
    assertThat(published.keys())
        .isEqualTo(added.stream().map(ExportBatchesTest::published).toList())
        .isSortedAccordingTo(Comparator.comparing(FileKey::keyData));
  }

  @Test
  void aKeyRevisedBeforeItsFirstExportIsInBothLists() {
    Exposure added = world.add("2020-12-10T11:00:00Z", 1).getFirst();
    world.revise(added, "2020-12-10T11:00:00Z", negative());
    world.register(hourly());
    world.run();

    Published published = world.published("hourly");
    assertThat(published.keys()).containsExactly(published(added));
    assertThat(published.revisedKeys())
        .containsExactly(
            new FileKey(
                added.key().keyData(),
                7,
                added.key().rollingStart().value(),
                added.key().rollingPeriod(),
                FileReportType.REVOKED,
                OptionalInt.empty(),
                OptionalInt.empty()));
  }

  @Test
  void aKeyRevisedLaterIsOnlyAmongTheRevisedThen() {
    Exposure added = world.add("2020-12-10T10:00:00Z", 1).getFirst();
    world.revise(added, "2020-12-10T11:00:00Z", negative());
    world.register(hourly());
    world.run();

    assertThat(file().keys()).isEmpty();
    assertThat(file().revisedKeys()).hasSize(1);
  }

  @Test
  void aBatchWithoutKeysMakesNoFileButAnIndex() {
    world.register(hourly());

    assertThat(world.run().summary())
        .isEqualTo("1 batches published in 0 files, 1 indexes brought up to date");
    assertThat(world.published("hourly").index()).contains("");
    assertThat(world.run().summary())
        .isEqualTo("0 batches published in 0 files, 0 indexes brought up to date");
  }

  @Test
  void reprocessingChangesNamesButNotTimes() {
    ExportSettings plain = ExportWorld.PLAIN;
    ExportWorld again =
        new ExportWorld(
            new ExportSettings(
                plain.truncateWindow(),
                plain.minWindowAge(),
                0,
                0,
                plain.maxRecords(),
                plain.retention(),
                plain.workerTimeout(),
                3),
            1);
    again.add("2020-12-10T11:00:00Z", 1);
    again.register(hourly());
    again.run();

    Published published = again.published("hourly");
    assertThat(published.names()).containsExactly("hourly/1607598003-1607601603-00001.zip");
    assertThat(published.files().values().iterator().next().header())
        .isEqualTo(new ExportFileHeader(START, END, "US"));
  }

  @Test
  void aRunStopsTakingBatchesWhenTimeIsUp() {
    world.add("2020-12-10T11:00:00Z", 1);
    world.register(hourly(), ExportWorld.export("other", Duration.ofHours(1)));
    world.planBatches(world.ports).run();
    Watch watch = new Watch(5, () -> world.clock.advance(Duration.ofMinutes(5)));

    assertThat(world.exportBatches(world.ports.watchedBy(watch)).run().summary())
        .startsWith("1 batches published");
    assertThat(world.exportBatches(world.ports).run().summary()).startsWith("1 batches published");
  }

  /** Of the hour from eleven. */
  private ExportFile file() {
    return Optional.ofNullable(world.published("hourly").files().get(NAME)).orElseThrow();
  }

  static FileKey published(Exposure exposure) {
    Diagnosis diagnosis = exposure.diagnosis();
    return new FileKey(
        exposure.key().keyData(),
        diagnosis.transmissionRisk(),
        exposure.key().rollingStart().value(),
        exposure.key().rollingPeriod(),
        diagnosis.reportType().isPresent()
            ? FileReportType.CONFIRMED_CLINICAL_DIAGNOSIS
            : FileReportType.UNKNOWN,
        diagnosis.daysSinceOnset(),
        OptionalInt.empty());
  }

  private static Diagnosis negative() {
    return new Diagnosis(Optional.of(ReportType.NEGATIVE), 7, OptionalInt.empty());
  }

  private static ExportConfig hourly() {
    return ExportWorld.export("hourly", Duration.ofHours(1));
  }

  private static ExportSettings maxRecords(int maxRecords) {
    ExportSettings plain = ExportWorld.PLAIN;
    return new ExportSettings(
        plain.truncateWindow(),
        plain.minWindowAge(),
        0,
        0,
        maxRecords,
        plain.retention(),
        plain.workerTimeout(),
        0);
  }
}
