// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.core.retention.RemoveExpiredFiles;
import org.exposurenotifications.core.retention.RemoveExpiredKeys;
import org.exposurenotifications.core.retention.RetentionSettings;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.export.UnfinishedBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job is not well while anything is overdue. */
class ForwardProgressTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final String BATCH =
      "batch 2020-12-10T11:00:00Z to 2020-12-10T12:00:00Z of exports/hourly: ";

  private final ExportWorld world = new ExportWorld();

  @Test
  void aRunIsNotWellWhileABatchWaitsForItsRetry() {
    signWithAMissingKey();
    plan();
    assertThat(export().errors()).hasSize(1);

    JobReport waiting = export();

    assertThat(waiting.summary())
        .startsWith("0 batches published")
        .contains("1 batches unfinished");
    assertThat(waiting.errors())
        .singleElement()
        .asString()
        .startsWith(BATCH + "failed 1 times")
        .contains("no-such-key", "next attempt at 2020-12-10T14:05:30Z");
  }

  @Test
  void everyJobReportsTheSame() {
    signWithAMissingKey();
    plan();
    export();

    List<String> errors = export().errors();
    assertThat(errors).hasSize(1);
    assertThat(plan().errors()).isEqualTo(errors);
    assertThat(cleanupExposure().errors()).isEqualTo(errors);
    assertThat(cleanupExport().errors()).isEqualTo(errors);
  }

  @Test
  void aBatchThatKeepsFailingIsDeadLetteredAndWaitsToBeRevived() {
    signWithAMissingKey();
    plan();
    for (int attempt = 0; attempt < 10; attempt++) {
      export();
      world.clock.advance(HOUR);
    }

    assertThat(export().errors()).anyMatch(error -> error.contains("dead-lettered after 10"));
    world.register(ExportWorld.signer("first", "key-1"));
    world.clock.advance(HOUR);
    assertThat(export().summary()).startsWith("0 batches published");

    UnfinishedBatch batch = world.stores.batches().unfinished().getFirst();
    assertThat(world.stores.batches().revive(batch.id())).isTrue();
    assertThat(export().summary()).startsWith("1 batches published");
    plan();
    export();
    assertThat(export().errors()).isEmpty();
  }

  @Test
  void anOutageDeadLettersNothing() {
    world.add("2020-12-10T11:00:00Z", 1);
    world.register(ExportWorld.export("hourly", HOUR));
    plan();
    for (int attempt = 0; attempt < 20; attempt++) {
      Watch away = away();
      JobReport _ =
          world.exportBatches(world.ports.withBlobs(away.overBlobs(world.ports.blobs()))).run();
      assertThat(away.happened()).isTrue();
      world.clock.advance(HOUR);
    }

    assertThat(export().summary()).startsWith("1 batches published");
  }

  @Test
  void aBatchThatStopsItsWorkersIsDeadLettered() {
    world.add("2020-12-10T11:00:00Z", 1);
    world.register(ExportWorld.export("hourly", HOUR));
    plan();
    for (int worker = 0; worker < 10; worker++) {
      assertThat(world.stores.batches().lease(world.clock.instant(), world.clock.instant(), LEASE))
          .isPresent();
      world.clock.advance(LEASE);
    }

    assertThat(export().errors())
        .singleElement()
        .asString()
        .startsWith(BATCH + "dead-lettered")
        .contains("10 workers in turn stopped while they had it");
    assertThat(world.published("hourly").index()).isEmpty();
  }

  @Test
  void aBatchThatAnotherWorkerHoldsIsWellUntilItIsLate() {
    world.register(ExportWorld.export("hourly", HOUR));
    plan();
    hold(Duration.ofDays(1));
    assertThat(export().errors()).isEmpty();

    // until 12:00, old enough at 14:00, a period and an hour more
    world.clock.set(Instant.parse("2020-12-10T16:00:00Z"));
    assertThat(export().errors()).noneMatch(error -> error.startsWith(BATCH));
    world.clock.set(Instant.parse("2020-12-10T16:00:01Z"));
    assertThat(export().errors()).contains(BATCH + "not published; 2 h late");
  }

  @Test
  void batchesThatNobodyPlansAreOverdueToo() {
    world.register(ExportWorld.export("hourly", HOUR));
    world.run();
    world.clock.advance(Duration.ofHours(10));

    assertThat(export().errors())
        .singleElement()
        .asString()
        .startsWith(
            "batch 2020-12-10T12:00:00Z to 2020-12-10T13:00:00Z of exports/hourly: not planned");
    world.run();
    assertThat(export().errors()).isEmpty();
  }

  @Test
  void keysThatAreKeptForTooLongAreOverdue() {
    world.add("2020-12-10T11:00:00Z", 1);
    world.clock.set(Instant.parse("2020-12-28T00:00:00Z"));
    assertThat(export().errors()).isEmpty();
    world.clock.set(Instant.parse("2020-12-28T00:00:01Z"));
    assertThat(export().errors())
        .singleElement()
        .asString()
        .contains("expired 12 h ago", "cleanup-exposure");
    assertThat(cleanupExposure().errors()).isEmpty();
  }

  @Test
  void aBatchWhoseKeysExpiredBeforeItWasPublishedIsGivenUpAndReported() {
    signWithAMissingKey();
    plan();
    for (int attempt = 0; attempt < 10; attempt++) {
      export();
      world.clock.advance(HOUR);
    }
    assertThat(export().errors()).anyMatch(error -> error.contains("dead-lettered after 10"));

    world.clock.set(Instant.parse("2020-12-24T12:00:00Z"));
    JobReport report = cleanupExport();

    assertThat(report.errors()).anyMatch(error -> error.startsWith(BATCH + "given up"));
    assertThat(cleanupExport().errors()).noneMatch(error -> error.startsWith(BATCH));
  }

  @Test
  void aBatchIsGivenUpThoughItWaitsForARetry() {
    signWithAMissingKey();
    plan();
    world.clock.set(Instant.parse("2020-12-24T12:00:00Z"));
    export();

    assertThat(cleanupExport().errors()).anyMatch(error -> error.startsWith(BATCH + "given up"));
    assertThat(world.stores.batches().unfinished()).isEmpty();
  }

  @Test
  void ofManyThingsThatAreOverdueTheFirstAreNamedAndTheOthersCounted() {
    world.register(ExportWorld.export("hourly", HOUR));
    plan();
    world.clock.advance(Duration.ofHours(30));
    plan();

    assertThat(export(Duration.ZERO).errors())
        .hasSize(21)
        .last()
        .asString()
        .matches("and \\d+ more things are overdue");
  }

  /** Whatever happens, a report without errors means that nothing is overdue. */
  @ParameterizedTest
  @ValueSource(ints = 200)
  void whatIsOverdueIsNeverReportedAsWell(int worlds) {
    int unwell = 0;
    for (int seed = 1; seed <= worlds; seed++) {
      var random = new Random(seed);
      var each = new ForwardProgressTest();
      each.world.register(
          ExportWorld.export("hourly", HOUR), ExportWorld.export("daily", Duration.ofHours(4)));
      for (int step = 0; step < 20; step++) {
        JobReport report = each.step(random);
        List<UnfinishedBatch> overdue = each.overdue();
        assertThat(report.ok() && !overdue.isEmpty())
            .as("seed %d, step %d: %s, and %s", seed, step, report, overdue)
            .isFalse();
        unwell += report.ok() ? 0 : 1;
      }
    }
    assertThat(unwell).isPositive();
  }

  private JobReport step(Random random) {
    world.clock.advance(Duration.ofMinutes(random.nextInt(90)));
    world.add(BatchRanges.floor(world.clock.instant(), HOUR).toString(), random.nextInt(3));
    switch (random.nextInt(6)) {
      case 0 -> world.register(ExportWorld.signer("first", "no-such-key"));
      case 1 -> world.register(ExportWorld.signer("first", "key-1"));
      case 2 -> hold(LEASE);
      default -> plan();
    }
    Supplier<JobReport> job =
        List.<Supplier<JobReport>>of(this::export, this::cleanupExposure, this::cleanupExport)
            .get(random.nextInt(3));
    return job.get();
  }

  /** By the text of the promise: failed, given up, or late by a period and an hour. */
  private List<UnfinishedBatch> overdue() {
    Instant old = world.clock.instant().minus(ExportWorld.PLAIN.minWindowAge()).minus(HOUR);
    return world.stores.batches().unfinished().stream()
        .filter(batch ->
            batch.failures() > 0
                || batch.deadLettered()
                || batch
                    .window()
                    .end()
                    .plus(Duration.between(batch.window().start(), batch.window().end()))
                    .isBefore(old))
        .toList();
  }

  private static Watch away() {
    return new Watch(
        1,
        () -> {
          throw new PortFailure.Transient("the bucket is away", null);
        });
  }

  private void hold(Duration duration) {
    var _ = world.stores.batches().lease(world.clock.instant(), world.clock.instant(), duration);
  }

  private void signWithAMissingKey() {
    world.add("2020-12-10T11:00:00Z", 1);
    world.register(ExportWorld.signer("first", "no-such-key"));
    world.register(ExportWorld.export("hourly", HOUR));
  }

  private JobReport plan() {
    return world.planBatches(world.ports).run();
  }

  private JobReport export() {
    return world.exportBatches(world.ports).run();
  }

  private JobReport export(Duration timeout) {
    return world.exportBatches(world.ports, timeout).run();
  }

  private JobReport cleanupExposure() {
    return new RemoveExpiredKeys(
            world.stores.exposures(),
            world.stores.statistics(),
            RetentionSettings.DEFAULT,
            world.clock,
            world.checkClock(),
            world.overdueWork(world.ports))
        .run();
  }

  private JobReport cleanupExport() {
    return new RemoveExpiredFiles(
            world.writeIndexes(world.ports),
            world.giveUpBatches(world.ports),
            world.stores.exportFiles(),
            world.platform.blobs(),
            RetentionSettings.DEFAULT,
            world.clock,
            world.checkClock(),
            world.overdueWork(world.ports))
        .run();
  }
}
