// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.HeldWindow;
import org.exposurenotifications.ports.export.Padding;
import org.exposurenotifications.ports.export.WindowStore;
import org.exposurenotifications.ports.exposure.Exposure;
import org.junit.jupiter.api.Test;

class PlanBatchesTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final ExportWorld world = new ExportWorld();

  @Test
  void aWindowIsPlannedOnceItIsOldEnough() {
    world.register(ExportWorld.export("hourly", HOUR));
    world.clock.set(Instant.parse("2020-12-10T13:59:59Z"));
    plan();
    assertThat(latestEnd("hourly")).contains(Instant.parse("2020-12-10T11:00:00Z"));

    world.clock.set(Instant.parse("2020-12-10T14:00:00Z"));
    plan();
    assertThat(latestEnd("hourly")).contains(Instant.parse("2020-12-10T12:00:00Z"));
  }

  @Test
  void planningTwiceChangesNothing() {
    world.register(ExportWorld.export("hourly", HOUR));

    assertThat(plan().summary()).startsWith("1 batches planned");
    assertThat(plan().summary()).startsWith("0 batches planned");
  }

  @Test
  void whatWasMissedIsPlannedLater() {
    world.register(ExportWorld.export("hourly", HOUR));
    plan();
    world.clock.advance(Duration.ofHours(30));

    assertThat(plan().summary()).startsWith("30 batches planned");
  }

  @Test
  void onlyActiveExportsArePlanned() {
    Instant effective = ExportWorld.NOW.minus(Duration.ofHours(2));
    world.register(
        limited("ended", Instant.EPOCH, Optional.of(Instant.parse("2020-12-10T11:59:59Z"))),
        limited("ending", Instant.EPOCH, Optional.of(effective.plusNanos(1))),
        limited("future", effective, Optional.empty()),
        limited("beginning", Instant.parse("2020-12-10T11:59:59Z"), Optional.empty()));

    assertThat(plan().ok()).isTrue();

    assertThat(latestEnd("ended")).isEmpty();
    assertThat(latestEnd("ending")).isPresent();
    assertThat(latestEnd("future")).isEmpty();
    assertThat(latestEnd("beginning")).isPresent();
  }

  /**
   * Before any call of a run an export is ended as of an earlier time, and another worker plans
   * without it: if the run went on with it, it would split cells that were padded meanwhile.
   */
  @Test
  void aRunDoesNotGoOnWithExportsThatChangedWhileOthersPlanned() {
    int calls = 0;
    boolean changed = true;
    while (changed) {
      PlanBatchesTest each = new PlanBatchesTest();
      changed = each.changesBefore(++calls);
    }
    assertThat(calls).isGreaterThan(5);
  }

  private boolean changesBefore(int call) {
    world.add("2020-12-10T11:00:00Z", 3);
    world.register(
        ExportWorld.export("hourly", HOUR), ExportWorld.export("four", Duration.ofHours(4)));
    List<Optional<Instant>> seen = new ArrayList<>();
    Watch watch =
        new Watch(
            call,
            () -> {
              world.register(
                  limited(
                      "hourly", Instant.EPOCH, Optional.of(Instant.parse("2020-12-10T10:00:00Z"))));
              plan();
              seen.add(latestEnd("hourly"));
            });

    assertThat(world.planBatches(world.ports.watchedBy(watch)).run().ok()).isTrue();

    seen.forEach(end -> assertThat(latestEnd("hourly")).as("call %d", call).isEqualTo(end));
    return watch.happened();
  }

  @Test
  void anyNumberOfPlansThatOthersMakeMeanwhileIsNoError() {
    world.register(ExportWorld.export("hourly", HOUR));
    world.run();
    world.clock.advance(Duration.ofHours(30));
    BatchStore batches = world.stores.batches();
    AtomicInteger others = new AtomicInteger();
    TestPorts racing =
        world.ports.withBatchKeys(
            (BatchKeys)
                Proxy.newProxyInstance(
                    BatchKeys.class.getClassLoader(),
                    new Class<?>[] {BatchKeys.class},
                    (_, method, arguments) -> {
                      if (method.getName().equals("groups") && others.incrementAndGet() <= 40) {
                        assertThat(batches.plan(batches.planning(), List.of(), Padding.NONE))
                            .isTrue();
                      }
                      return method.invoke(world.stores.batchKeys(), arguments);
                    }));

    JobReport report = world.planBatches(racing).run();

    assertThat(report.errors()).isEmpty();
    assertThat(report.summary()).startsWith("30 batches planned");
  }

  @Test
  void windowsThatAreStillWrittenToWaitForTheNextRun() {
    world.register(ExportWorld.export("hourly", HOUR));
    world.run();
    world.clock.advance(Duration.ofHours(3));
    Instant busy = Instant.parse("2020-12-10T13:00:00Z");

    JobReport report = plan(held(busy, Optional.of(Duration.ofSeconds(1))));
    assertThat(report.summary()).startsWith("1 batches planned");
    assertThat(report.errors()).isEmpty();
    assertThat(latestEnd("hourly")).contains(busy);

    assertThat(plan().summary()).startsWith("2 batches planned");
  }

  @Test
  void keysCannotEnterAWindowOnceItIsPlanned() {
    world.register(ExportWorld.export("hourly", HOUR));
    AtomicReference<Instant> closed = new AtomicReference<>(Instant.EPOCH);
    plan(
        new OtherWindows(
            world.ports.windows(),
            until -> {
              closed.set(until);
              return world.ports.windows().closeBefore(until);
            },
            List.of()));
    world.add("2020-12-10T11:00:00Z", 1);

    assertThat(closed.get()).isEqualTo(Instant.parse("2020-12-10T12:00:00Z"));
    assertThat(world.stores.storedExposures())
        .extracting(Exposure::createdAt)
        .containsExactly(Instant.parse("2020-12-10T12:00:00Z"));
  }

  @Test
  void anExportBeginsWithTheEarliestKey() {
    world.register(
        ExportWorld.export("hourly", HOUR), ExportWorld.export("daily", HOUR.multipliedBy(24)));
    world.add("2020-12-08T09:00:00Z", 3);
    world.add("2020-12-10T07:00:00Z", 4);
    plan();
    world.exportBatches(world.ports).run();

    assertThat(world.published("hourly").keys()).hasSize(7);
    assertThat(world.published("daily").keys()).hasSize(3);
    assertThat(latestEnd("daily")).contains(Instant.parse("2020-12-10T00:00:00Z"));
  }

  @Test
  void anExportDoesNotBeginBeforeItsFirstWindowNorWithKeysThatAreKeptNoLonger() {
    world.register(limited("late", Instant.parse("2020-12-10T09:30:00Z"), Optional.empty()));
    world.register(ExportWorld.export("hourly", HOUR));
    Instant old = ExportWorld.NOW.minus(Duration.ofHours(2)).minus(ExportWorld.PLAIN.retention());
    world.add(BatchRanges.floor(old, HOUR).minus(HOUR), 1, false, "US");
    world.add("2020-12-10T08:00:00Z", 2);
    world.add("2020-12-10T09:00:00Z", 4);
    world.add("2020-12-10T10:00:00Z", 8);
    plan();
    world.exportBatches(world.ports).run();

    assertThat(world.published("late").keys()).hasSize(4 + 8);
    assertThat(world.published("hourly").keys()).hasSize(2 + 4 + 8);
  }

  @Test
  void keysOfAnExportThatEndedMeanwhileArePublished() {
    world.register(
        limited("ended", Instant.EPOCH, Optional.of(Instant.parse("2020-12-10T11:00:00Z"))));
    world.add("2020-12-10T10:00:00Z", 2);
    world.add("2020-12-10T11:00:00Z", 4);
    plan();
    world.exportBatches(world.ports).run();

    assertThat(world.published("ended").keys()).hasSize(2);
  }

  @Test
  void ofRunsAtTheSameTimeEachFindsWhatTheOtherPlanned() {
    world.register(ExportWorld.export("a", HOUR), ExportWorld.export("b", HOUR));
    plan();
    world.clock.advance(Duration.ofHours(3));
    // calls: closeBefore, planning, load, groups, revised, plan
    Watch watch = new Watch(6, () -> assertThat(plan().summary()).startsWith("6 batches planned"));

    JobReport report = world.planBatches(world.ports.watchedBy(watch)).run();

    assertThat(watch.happened()).isTrue();
    assertThat(report.summary()).startsWith("0 batches planned");
  }

  @Test
  void aStoreThatIsAwayIsReported() {
    JobReport report =
        plan(
            new OtherWindows(
                world.ports.windows(),
                _ -> {
                  throw new PortFailure.Transient("the store is away", null);
                },
                List.of()));

    assertThat(report.errors()).containsExactly("planning: the store is away");
  }

  @Test
  void aWindowThatIsHeldForLongIsReportedWithItsHolder() {
    Instant busy = Instant.parse("2020-12-10T13:00:00Z");
    world.register(ExportWorld.export("hourly", HOUR));
    world.run();
    world.clock.advance(Duration.ofMinutes(170));

    assertThat(plan(held(busy, Optional.of(Duration.ofHours(3)))).errors())
        .singleElement()
        .asString()
        .contains("2020-12-10T13:00:00Z", "3 h", "process 7");
    assertThat(plan(held(busy, Optional.empty())).errors()).hasSize(1);
    assertThat(plan(held(busy, Optional.of(Duration.ofMinutes(1)))).errors()).isEmpty();
  }

  private WindowStore held(Instant busy, Optional<Duration> age) {
    return new OtherWindows(
        world.ports.windows(),
        _ -> busy,
        List.of(new HeldWindow(busy, age.map(world.clock.instant()::minus), "process 7")));
  }

  private JobReport plan() {
    return world.planBatches(world.ports).run();
  }

  private JobReport plan(WindowStore windows) {
    return world.planBatches(world.ports.withWindows(windows)).run();
  }

  private Optional<Instant> latestEnd(String export) {
    return world.stores.batches().planning().latestEnd(export);
  }

  private static ExportConfig limited(String name, Instant from, Optional<Instant> thru) {
    return new ExportConfig(
        name,
        ExportWorld.BUCKET,
        name,
        HOUR,
        "US",
        ExportWorld.filter("US"),
        OptionalInt.empty(),
        OptionalInt.empty(),
        from,
        thru,
        List.of("first"));
  }
}
