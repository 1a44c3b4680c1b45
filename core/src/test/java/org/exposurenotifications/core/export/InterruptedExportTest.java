// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.exposurenotifications.core.exportfile.FileKey;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.exposure.Diagnosis;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.ReportType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens at whatever call, what is published in the end is as if it had not. */
class InterruptedExportTest {
  /** How the batches are padded. */
  enum Padding {
    NONE,
    SOME;

    private ExportSettings settings() {
      return switch (this) {
        case NONE -> PaddingTest.padded(0, 0, 30);
        case SOME -> PaddingTest.padded(20, 5, 400);
      };
    }
  }

  /** The end of a process; nobody catches it. */
  private static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  @ParameterizedTest
  @EnumSource
  void aCrashAtAnyCallLeavesNoTrace(Padding padding) {
    int points =
        interruptEachCall(
            padding,
            world ->
                () -> {
                  throw new Crash();
                });

    assertThat(points).isGreaterThan(60);
  }

  /** From the first batch on; planning that fails is a matter of its own. */
  @ParameterizedTest
  @EnumSource
  void anyCallOfAWorkerMayFail(Padding padding) {
    interruptEachCall(
        padding,
        world -> {
          world.planBatches(world.ports).run();
          return () -> {
            throw new PortFailure.Transient("away", null);
          };
        });
  }

  @ParameterizedTest
  @EnumSource
  void aSecondWorkerMayTakeOverAtAnyCall(Padding padding) {
    interruptEachCall(
        padding,
        world ->
            () -> {
              world.clock.advance(Duration.ofSeconds(60));
              world.exportBatches(world.ports).run();
            });
  }

  @ParameterizedTest
  @EnumSource
  void aSecondWorkerMayWorkBesideTheFirst(Padding padding) {
    interruptEachCall(padding, world -> () -> world.exportBatches(world.ports).run());
  }

  private interface Interruption {
    Runnable in(ExportWorld world);
  }

  /** Returns how many calls there are. */
  private static int interruptEachCall(Padding padding, Interruption interruption) {
    ExportWorld undisturbed = world(padding);
    work(undisturbed, undisturbed.ports);
    List<Published> expected = published(undisturbed, padding);
    for (int number = 1; ; number++) {
      ExportWorld world = world(padding);
      Watch watch = new Watch(number, interruption.in(world));
      workUntilCrash(world, world.ports.watchedBy(watch));
      if (!watch.happened()) {
        return number - 1;
      }
      // leases end, and so do waits for a retry; the second run is for what waited for the first
      world.clock.advance(Duration.ofHours(1));
      work(world, world.ports);
      world.clock.advance(Duration.ofHours(1));
      assertThat(world.exportBatches(world.ports).run().errors()).as("call %d", number).isEmpty();
      check(expected, world, padding, number);
    }
  }

  private static void workUntilCrash(ExportWorld world, TestPorts through) {
    try {
      work(world, through);
    } catch (Crash _) {
      // as intended
    }
  }

  /** Plans as of the hour when the batches are due, however late it is. */
  private static void work(ExportWorld world, TestPorts through) {
    Instant now = world.clock.instant();
    world.clock.set(ExportWorld.NOW);
    world.planBatches(through).run();
    world.clock.set(now);
    world.exportBatches(through).run();
  }

  private static ExportWorld world(Padding padding) {
    ExportWorld world = new ExportWorld(padding.settings(), 42);
    world.register(ExportWorld.export("hourly", Duration.ofHours(1)), fourHourly());
    world.clock.set(Instant.parse("2020-12-10T10:05:00Z"));
    world.run(); // empty batches, so that planning has something to go on from
    List<Exposure> added = world.add("2020-12-10T08:00:00Z", 35);
    world.add("2020-12-10T09:00:00Z", 3);
    world.add("2020-12-10T11:00:00Z", 7);
    Diagnosis negative = new Diagnosis(Optional.of(ReportType.NEGATIVE), 1, OptionalInt.empty());
    added.subList(0, 2).forEach(e -> world.revise(e, "2020-12-10T11:00:00Z", negative));
    world.clock.set(ExportWorld.NOW);
    return world;
  }

  /** One file, however much padding there is. */
  private static ExportConfig fourHourly() {
    return new ExportConfig(
        "four-hourly",
        ExportWorld.BUCKET,
        "four-hourly",
        Duration.ofHours(4),
        "US",
        ExportWorld.filter("US"),
        OptionalInt.empty(),
        OptionalInt.of(500),
        Instant.EPOCH,
        Optional.empty(),
        List.of("first"));
  }

  private static List<Published> published(ExportWorld world, Padding padding) {
    List<Published> published = Stream.of("hourly", "four-hourly").map(world::published).toList();
    assertThat(published.stream().map(export -> export.files().size()))
        .containsExactly(padding == Padding.NONE ? 4 : 3, 1);
    return published;
  }

  private static void check(
      List<Published> undisturbed, ExportWorld world, Padding padding, int number) {
    Iterator<Published> expected = undisturbed.iterator();
    for (Published published : published(world, padding)) {
      Published other = expected.next();
      // a batch that comes late stands behind the others
      assertThat(published.names())
          .as("call %d", number)
          .containsExactlyInAnyOrderElementsOf(other.names());
      switch (padding) {
        case NONE -> {
          assertThat(published.revisedKeys()).isEqualTo(other.revisedKeys()).hasSize(2);
          assertThat(published.unsigned()).containsExactlyInAnyOrderElementsOf(other.unsigned());
        }
        case SOME -> checkPadding(world, published);
      }
    }
  }

  /** The padding itself is random, but is stored, and the same in both exports. */
  private static void checkPadding(ExportWorld world, Published published) {
    TreeSet<Bytes> stored =
        world.stores.storedExposures().stream()
            .map(exposure -> exposure.key().keyData())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(published.keyData()).isEqualTo(stored);
    assertThat(published.keys()).extracting(FileKey::keyData).doesNotHaveDuplicates();
    // no two of these keys look alike, so each gets the company of two
    assertThat(stored).hasSizeBetween(3 * 35 + 20 + 21, 3 * 35 + 25 + 25);
    assertThat(published.revisedKeys()).hasSizeGreaterThanOrEqualTo(2 * 3);
    assertThat(published.revisedKeys()).extracting(FileKey::keyData).doesNotHaveDuplicates();
  }
}
