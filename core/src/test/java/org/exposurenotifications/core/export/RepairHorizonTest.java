// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.exposurenotifications.core.job.JobFailure;
import org.exposurenotifications.ports.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an earlier run with a fast clock did, when nothing compared it with the database's. */
class RepairHorizonTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final ExportWorld world = new ExportWorld();

  @Test
  void aHorizonThatIsAheadIsReportedUntilItIsRepaired() {
    world.register(ExportWorld.export("hourly", HOUR));
    world.run();
    runTwoDaysAhead();

    assertThat(world.planBatches(world.ports).run().errors())
        .anyMatch(error -> error.contains("keyserver horizon reset"));
    assertThat(world.repairHorizon().look().isAhead()).isTrue();
    RepairHorizon.Repaired repaired = world.repairHorizon().repair();
    assertThat(repaired.forgotten()).isEqualTo(46);
    assertThat(repaired.after().isAhead()).isFalse();
    assertThat(world.run().errors()).isEmpty();
  }

  @Test
  void aHorizonThatIsNotAheadIsLeftAlone() {
    assertThatThrownBy(() -> world.repairHorizon().repair())
        .isInstanceOf(JobFailure.class)
        .hasMessageContaining("not ahead");
    world.register(ExportWorld.export("hourly", HOUR));
    world.run();
    assertThatThrownBy(() -> world.repairHorizon().repair()).isInstanceOf(JobFailure.class);
    assertThat(world.repairHorizon().look().closedUntil())
        .hasValue(Instant.parse("2020-12-10T12:00:00Z"));
  }

  /** Each accepted key is in one file of each export, whatever the fast clock did and when. */
  @ParameterizedTest
  @ValueSource(ints = 100)
  void noKeyIsLostOrPublishedTwice(int worlds) {
    for (int seed = 1; seed <= worlds; seed++) {
      new RepairHorizonTest().liveThroughAFastClock(new Random(seed), "seed " + seed);
    }
  }

  private void liveThroughAFastClock(Random random, String seed) {
    world.register(
        ExportWorld.export("hourly", HOUR), ExportWorld.export("fourHourly", HOUR.multipliedBy(4)));
    List<Bytes> accepted = new ArrayList<>();
    Duration ahead = Duration.ofMinutes(random.nextInt(180, 4000));
    int fast = random.nextInt(1, 12);
    int repair = fast + random.nextInt(0, 6);
    for (int hour = 0; hour < 90; hour++) {
      upload(random, accepted);
      if (hour == fast) {
        world.clock.advance(ahead);
        world.planBatches(world.ports).run();
        if (random.nextBoolean()) {
          world.exportBatches(world.ports).run();
        }
        world.clock.advance(ahead.negated());
        upload(random, accepted);
      }
      if (hour == repair && world.repairHorizon().look().isAhead()) {
        world.repairHorizon().repair();
      }
      world.run();
      world.clock.advance(HOUR);
    }
    for (String export : List.of("hourly", "fourHourly")) {
      assertThat(world.published(export).keys())
          .as("%s, %s", seed, export)
          .extracting(key -> key.keyData())
          .containsExactlyInAnyOrderElementsOf(accepted);
    }
  }

  private void upload(Random random, List<Bytes> accepted) {
    boolean late = world.clock.instant().isAfter(ExportWorld.NOW.plus(Duration.ofHours(12)));
    world
        .add(
            BatchRanges.floor(world.clock.instant(), HOUR).toString(), late ? 0 : random.nextInt(3))
        .forEach(exposure -> accepted.add(exposure.key().keyData()));
  }

  private void runTwoDaysAhead() {
    world.clock.advance(Duration.ofDays(2));
    world.planBatches(world.ports).run();
    world.clock.advance(Duration.ofDays(-2));
  }
}
