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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job whose clock is wrong does nothing at all. */
class ClockSkewTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final ExportWorld world = new ExportWorld();

  @Test
  void bothTimesAreNamed() {
    world.databaseClock.set(ExportWorld.NOW);
    world.clock.advance(Duration.ofDays(2));

    assertThat(world.planBatches(world.ports).run().errors())
        .singleElement()
        .asString()
        .startsWith("clock: ")
        .contains(
            ExportWorld.NOW.toString(),
            world.clock.instant().toString(),
            "2 d ahead",
            "MAX_CLOCK_SKEW");
  }

  @Test
  void twoMinutesAreAllowed() {
    world.databaseClock.set(ExportWorld.NOW);
    for (int seconds : new int[] {-120, 120}) {
      world.clock.set(ExportWorld.NOW.plusSeconds(seconds));
      assertThat(world.planBatches(world.ports).run().ok()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = 200)
  void noJobOfAnyMachineWithAWrongClockChangesAnything(int worlds) {
    for (int seed = 1; seed <= worlds; seed++) {
      var random = new Random(seed);
      var each = new ClockSkewTest();
      each.live(random);
      Object before = each.everything();
      int seconds = 121 + random.nextInt(40 * 86_400);
      each.world.clock.set(
          each.world
              .databaseClock
              .instant()
              .plusSeconds(random.nextBoolean() ? seconds : -seconds));
      for (Supplier<JobReport> job : each.jobs()) {
        assertThat(job.get().errors()).as("seed %d", seed).hasSize(1);
        assertThat(each.everything()).as("seed %d", seed).isEqualTo(before);
      }
    }
  }

  /** Some hours with keys, batches and files. */
  private void live(Random random) {
    world.databaseClock.set(ExportWorld.NOW);
    world.register(ExportWorld.export("hourly", HOUR));
    for (int hour = random.nextInt(1, 5); hour > 0; hour--) {
      Instant now = world.clock.instant();
      world.add(BatchRanges.floor(now, HOUR).toString(), random.nextInt(3));
      if (random.nextBoolean()) {
        world.planBatches(world.ports).run();
      }
      if (random.nextBoolean()) {
        world.exportBatches(world.ports).run();
      }
      world.clock.advance(HOUR);
      world.databaseClock.advance(HOUR);
    }
  }

  private Object everything() {
    return List.of(
        world.stores.storedExposures(),
        world.stores.windows().closedUntil(),
        world.stores.batches().planning(),
        world.stores.batches().unfinished(),
        world.stores.exportFiles().staleIndexes(),
        world.published("hourly").index());
  }

  private List<Supplier<JobReport>> jobs() {
    return List.of(
        () -> world.planBatches(world.ports).run(),
        () -> world.exportBatches(world.ports).run(),
        () ->
            new RemoveExpiredKeys(
                    world.stores.exposures(),
                    world.stores.statistics(),
                    RetentionSettings.DEFAULT,
                    world.clock,
                    world.checkClock(),
                    world.overdueWork(world.ports))
                .run(),
        () ->
            new RemoveExpiredFiles(
                    world.writeIndexes(world.ports),
                    world.giveUpBatches(world.ports),
                    world.stores.exportFiles(),
                    world.platform.blobs(),
                    RetentionSettings.DEFAULT,
                    world.clock,
                    world.checkClock(),
                    world.overdueWork(world.ports))
                .run());
  }
}
