// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.exposurenotifications.core.export.ExportWorld;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.Merge;
import org.exposurenotifications.ports.exposure.StoredExposure;
import org.exposurenotifications.ports.exposure.Upload;
import org.exposurenotifications.ports.statistics.ClientPlatform;
import org.exposurenotifications.ports.statistics.HourlyStatistics;
import org.exposurenotifications.ports.statistics.PublishStatistic;
import org.junit.jupiter.api.Test;

class RemoveExpiredKeysTest {
  private static final Duration MAX_AGE = Duration.ofDays(15);

  private final ExportWorld world = new ExportWorld();

  @Test
  void keysOlderThanTheCutoffGo() {
    world.clock.set(Instant.parse("2020-12-24T11:00:00Z"));
    world.add("2020-12-10T10:00:00Z", 2);
    world.add("2020-12-10T11:00:00Z", 3);

    assertThat(run(RetentionSettings.DEFAULT))
        .isEqualTo(new JobReport("2 keys and 0 counted uploads removed", List.of()));
    assertThat(world.stores.storedExposures())
        .hasSize(3)
        .extracting(Exposure::createdAt)
        .containsOnly(Instant.parse("2020-12-10T11:00:00Z"));
  }

  @Test
  void statisticsGoByWholeDays() {
    world.clock.set(Instant.parse("2020-12-24T11:00:00Z"));
    count("2020-12-09T23:00:00Z");
    count("2020-12-10T00:00:00Z");
    count("2020-12-10T12:00:00Z");

    assertThat(run(RetentionSettings.DEFAULT).summary())
        .isEqualTo("0 keys and 1 counted uploads removed");
    assertThat(world.stores.statistics().hours("authority", Instant.EPOCH, Instant.MAX))
        .extracting(HourlyStatistics::hour)
        .containsExactly(
            Instant.parse("2020-12-10T00:00:00Z"), Instant.parse("2020-12-10T12:00:00Z"));
  }

  @Test
  void aShortTimeToLiveIsRefusedUnlessItIsMeant() {
    world.add("2020-12-01T00:00:00Z", 1);
    Duration tooShort = RetentionSettings.MINIMUM_TTL.minusSeconds(1);
    Duration timeout = Duration.ofMinutes(10);

    assertThat(run(new RetentionSettings(tooShort, MAX_AGE, timeout, false)).errors())
        .containsExactly(
            "retention: CLEANUP_TTL is 239 h, and has to be at least 240 h: nothing was deleted;"
                + " set it to 336h");
    assertThat(world.stores.storedExposures()).hasSize(1);

    assertThat(
            run(new RetentionSettings(RetentionSettings.MINIMUM_TTL, MAX_AGE, timeout, false)).ok())
        .isTrue();
    assertThat(run(new RetentionSettings(Duration.ZERO, MAX_AGE, timeout, true)).ok()).isTrue();
    assertThat(world.stores.storedExposures()).isEmpty();
  }

  @Test
  void keysThatCannotBeRemovedDoNotKeepStatistics() {
    count("2020-11-01T00:00:00Z");
    Steps broken = new Steps(List.of());

    JobReport report = run(broken, RetentionSettings.DEFAULT);

    assertThat(report)
        .isEqualTo(
            new JobReport("0 keys and 1 counted uploads removed", List.of("keys: no more steps")));
  }

  @Test
  void manyKeysGoInSteps() {
    Steps steps = new Steps(List.of(50_000, 50_000, 49_999));

    assertThat(run(steps, RetentionSettings.DEFAULT).summary()).startsWith("149999 keys");
  }

  @Test
  void whatIsLeftWhenTimeIsUpIsForTheNextRun() {
    Steps steps = new Steps(List.of(50_000, 50_000, 50_000));
    steps.each = Duration.ofMinutes(5);

    assertThat(run(steps, RetentionSettings.DEFAULT))
        .isEqualTo(new JobReport("100000 keys and 0 counted uploads removed", List.of()));
  }

  private JobReport run(RetentionSettings settings) {
    return run(world.stores.exposures(), settings);
  }

  private JobReport run(ExposureStore exposures, RetentionSettings settings) {
    return new RemoveExpiredKeys(
            exposures,
            world.stores.statistics(),
            settings,
            world.clock,
            world.checkClock(),
            world.overdueWork(world.ports))
        .run();
  }

  private void count(String hour) {
    PublishStatistic statistic =
        new PublishStatistic(
            "authority", Instant.parse(hour), ClientPlatform.IOS, 1, false, 1, OptionalInt.empty());
    world
        .stores
        .exposures()
        .addIfNonePresent(new Upload(List.of(), List.of(), Optional.of(statistic)));
  }

  /** Has so many keys to remove in each step, and takes its time. */
  private final class Steps implements ExposureStore {
    private final List<Integer> left;
    private Duration each = Duration.ZERO;
    private Instant next = Instant.EPOCH;

    Steps(List<Integer> steps) {
      left = new ArrayList<>(steps);
    }

    @Override
    public Deleted delete(Instant from, Expiry expiry, int limit) {
      world.clock.advance(each);
      if (left.isEmpty()) {
        throw new PortFailure.Transient("no more steps", null);
      }
      assertThat(expiry)
          .isEqualTo(
              new Expiry(
                  ExportWorld.NOW.minus(Duration.ofDays(14)),
                  IntervalNumber.at(ExportWorld.NOW.minus(Duration.ofDays(15).plusHours(1))),
                  ExportWorld.NOW.minus(Duration.ofDays(2))));
      assertThat(from).isEqualTo(next);
      assertThat(limit).isEqualTo(50_000);
      next = next.plusSeconds(3600);
      return new Deleted(left.removeFirst(), next);
    }

    @Override
    public List<StoredExposure> addIfNonePresent(Upload upload) {
      throw new AssertionError("not asked for");
    }

    @Override
    public boolean merge(Merge merge) {
      throw new AssertionError("not asked for");
    }

    @Override
    public void rehearse(Upload upload) {
      throw new AssertionError("not asked for");
    }
  }
}
