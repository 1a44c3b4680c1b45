// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.config.ExportConfig;
import org.junit.jupiter.api.Test;

class WriteIndexesTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String FIRST = "hourly/1607598000-1607601600-00001.zip";
  private static final String SECOND = "hourly/1607601600-1607605200-00001.zip";

  private final ExportWorld world = new ExportWorld();

  @Test
  void namesAreSortedAndSeparatedByLineFeeds() throws Exception {
    publish("2020-12-10T11:00:00Z", "2020-12-10T12:00:00Z");

    assertThat(index()).contains(FIRST + "\n" + SECOND);
    BlobName name = new BlobName(ExportWorld.BUCKET, "hourly/index.txt");
    try (Blob blob = world.platform.blobs().open(name).orElseThrow()) {
      assertThat(blob.attributes()).isEqualTo(new BlobAttributes("text/plain", false));
    }
  }

  @Test
  void aFileLeavesTheIndexWhenItsBatchBeganLongEnoughAgo() {
    publish("2020-12-10T11:00:00Z", "2020-12-10T12:00:00Z");

    world.clock.set(Instant.parse("2020-12-24T10:59:59Z"));
    write();
    assertThat(index()).contains(FIRST + "\n" + SECOND);
    world.clock.set(Instant.parse("2020-12-24T11:00:00Z"));
    write();
    assertThat(index()).contains(SECOND);
  }

  @Test
  void theIndexOfAnExportThatEndedIsEmptiedToo() {
    publish("2020-12-10T11:00:00Z");
    world.register(
        new ExportConfig(
            "hourly",
            ExportWorld.BUCKET,
            "hourly",
            HOUR,
            "US",
            ExportWorld.filter("US"),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Instant.EPOCH,
            Optional.of(ExportWorld.NOW),
            List.of("first")));
    world.clock.advance(Duration.ofDays(15));
    world.run();

    assertThat(index()).contains("");
  }

  @Test
  void anIndexThatSomebodyElseIsWritingIsLeftToThem() {
    hold("index:exports/hourly", ExportWorld.NOW.plus(HOUR));
    publish("2020-12-10T11:00:00Z", "2020-12-10T12:00:00Z");

    assertThat(index()).isEmpty();
    world.clock.advance(Duration.ofSeconds(60));
    write();
    assertThat(index()).contains(FIRST + "\n" + SECOND);
  }

  @Test
  void aSlowWriterDoesNotBringBackAnOldIndex() {
    world.register(ExportWorld.export("hourly", HOUR));
    world.add("2020-12-10T11:00:00Z", 1);
    world.planBatches(world.ports).run();
    world.add("2020-12-10T12:00:00Z", 1);
    // three calls before the last, the index is written but not yet in the store
    int calls = countCalls();
    Watch watch =
        new Watch(
            calls - 3,
            () -> {
              world.clock.advance(HOUR);
              world.run();
              assertThat(index()).contains(FIRST + "\n" + SECOND);
            });

    assertThat(world.exportBatches(world.ports.watchedBy(watch)).run().ok()).isTrue();

    assertThat(watch.happened()).isTrue();
    assertThat(index()).contains(FIRST + "\n" + SECOND);
  }

  /** Of an export as in the test above, undisturbed. */
  private static int countCalls() {
    ExportWorld other = new ExportWorld();
    other.register(ExportWorld.export("hourly", HOUR));
    other.add("2020-12-10T11:00:00Z", 1);
    other.planBatches(other.ports).run();
    Watch watch = new Watch(1, () -> {});
    other.exportBatches(other.ports.watchedBy(watch)).run();
    return watch.calls();
  }

  @Test
  void anIndexThatCannotBeWrittenDoesNotStopTheOthers() {
    world.add("2020-12-10T11:00:00Z", 1);
    world.register(ExportWorld.export("a", HOUR), ExportWorld.export("b", HOUR));
    world.planBatches(world.ports).run();
    // first the batches alone: their indexes are somebody else's
    hold("index:exports/a", ExportWorld.NOW);
    hold("index:exports/b", ExportWorld.NOW);
    world.exportBatches(world.ports).run();
    world.clock.advance(Duration.ofSeconds(60));
    // calls: withdraw, staleIndexes, acquire, index, put
    Watch watch =
        new Watch(
            5,
            () -> {
              throw new PortFailure.Transient("the bucket is away", null);
            });

    JobReport report = world.writeIndexes(world.ports.watchedBy(watch)).run();

    assertThat(report.summary()).isEqualTo("1 indexes brought up to date");
    assertThat(report.errors())
        .singleElement()
        .asString()
        .matches("index of exports/[ab]: the bucket is away");
    assertThat(write().summary()).isEqualTo("1 indexes brought up to date");
    assertThat(world.published("a").names()).hasSize(1);
    assertThat(world.published("b").names()).hasSize(1);
  }

  private void hold(String lease, Instant from) {
    assertThat(world.ports.leases().acquire(lease, from, Duration.ofSeconds(60))).isPresent();
  }

  /** One key and one batch an hour. */
  private void publish(String... windows) {
    world.register(ExportWorld.export("hourly", HOUR));
    for (String window : windows) {
      world.add(window, 1);
      world.clock.set(Instant.parse(window).plus(Duration.ofMinutes(185)));
      world.run();
    }
  }

  private JobReport write() {
    return world.writeIndexes(world.ports).run();
  }

  private Optional<String> index() {
    return world.published("hourly").index();
  }
}
