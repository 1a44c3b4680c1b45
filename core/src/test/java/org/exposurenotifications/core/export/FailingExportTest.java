// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailingExportTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String BATCH =
      "batch 2020-12-10T11:00:00Z to 2020-12-10T12:00:00Z of exports/hourly: ";

  private final ExportWorld world = new ExportWorld(PaddingTest.padded(0, 0, 2), 1);

  @Test
  void aBlobStoreThatFailsMidBatchIsTriedAgainLater() {
    plan();

    assertThat(failAt(13, new PortFailure.Transient("the bucket is away", null)).errors())
        .containsExactly(BATCH + "the bucket is away");
    assertThat(world.published("hourly").index()).isEmpty();

    world.clock.advance(Duration.ofSeconds(29));
    assertThat(export().summary()).startsWith("0 batches published");
    world.clock.advance(Duration.ofSeconds(1));
    assertThat(export().summary()).startsWith("1 batches published in 3 files");
    assertThat(world.published("hourly").keys()).hasSize(5);
  }

  @Test
  void theTextOfAnUnexpectedExceptionIsNotShown() {
    plan();

    assertThat(failAt(13, new IllegalStateException("secret")).errors())
        .singleElement()
        .asString()
        .startsWith(BATCH + "unexpected IllegalStateException at ")
        .doesNotContain("secret");
  }

  @Test
  void keysThatExpireAfterTheSealFailTheBatch() {
    plan();
    failAt(13, new PortFailure.Transient("the bucket is away", null));
    ExposureStore.Expiry expiry =
        new ExposureStore.Expiry(
            ExportWorld.NOW, new IntervalNumber(Integer.MAX_VALUE), Instant.MAX);
    assertThat(world.stores.exposures().delete(Instant.EPOCH, expiry, 1).keys()).isOne();
    world.clock.advance(HOUR);

    assertThat(export().errors())
        .containsExactly(BATCH + "keys of the sealed batch are gone; they have probably expired");
    assertThat(world.published("hourly").index()).isEmpty();
  }

  @Test
  void keysThatAppearAfterTheSealFailTheBatch() {
    plan();
    BatchKeys batchKeys = world.ports.batchKeys();
    BatchKeys miscounting =
        (BatchKeys)
            Proxy.newProxyInstance(
                BatchKeys.class.getClassLoader(),
                new Class<?>[] {BatchKeys.class},
                (_, method, arguments) ->
                    method.getName().equals("count")
                        ? new BatchKeys.Count(4, 0)
                        : method.invoke(batchKeys, arguments));
    TestPorts through = world.ports.withBatchKeys(miscounting);

    assertThat(world.exportBatches(through).run().errors())
        .containsExactly(BATCH + "there are more keys than when the batch was sealed");
  }

  @Test
  void keysThatPhonesWouldRefuseAreLeftOutAndReported() {
    plan();
    BatchKeys batchKeys = world.ports.batchKeys();
    BatchKeys someBroken =
        (BatchKeys)
            Proxy.newProxyInstance(
                BatchKeys.class.getClassLoader(),
                new Class<?>[] {BatchKeys.class},
                (_, method, arguments) ->
                    method.invoke(batchKeys, arguments)
                            instanceof BatchKeys.Count(var keys, var revised, _)
                        ? new BatchKeys.Count(keys, revised, 2)
                        : method.invoke(batchKeys, arguments));
    assertThat(world.exportBatches(world.ports.withBatchKeys(someBroken)).run().errors())
        .hasSize(1)
        .first()
        .asString()
        .startsWith(BATCH + "2 keys are left out, because");
    assertThat(world.published("hourly").keys()).isNotEmpty();
  }

  @Test
  void aBatchThatAlwaysFailsHoldsUpNoOther() {
    world.add("2020-12-10T11:00:00Z", 1);
    world.register(ExportWorld.signer("broken", "no-such-key"));
    world.register(
        ExportWorld.export("bad", HOUR, ExportWorld.filter("US"), List.of("broken")),
        ExportWorld.export("overlapping", HOUR));
    world.planBatches(world.ports).run();

    assertThat(export().errors()).hasSize(1);
    assertThat(world.published("overlapping").keys()).hasSize(1);
    assertThat(world.published("bad").index()).isEmpty();
  }

  @Test
  void aLeaseIsRenewedWhileThereIsProgressAndGivenUpWhenItIsLost() {
    plan();
    Duration lease = Duration.ofSeconds(60);
    Batch batch =
        world
            .ports
            .batches()
            .lease(world.clock.instant(), world.clock.instant(), lease)
            .orElseThrow();
    HeldLease held =
        new HeldLease(world.ports.batches(), batch, world.clock, world.clock.instant(), lease);
    for (int i = 0; i < 10; i++) {
      world.clock.advance(Duration.ofSeconds(10));
      held.progress();
    }
    world.clock.advance(Duration.ofSeconds(59));
    assertThat(export().summary()).startsWith("0 batches published");
    world.clock.advance(Duration.ofSeconds(1));
    assertThat(export().summary()).startsWith("1 batches published");

    assertThat(catchThrowable(held::progress)).isInstanceOf(LeaseLost.class);
  }

  /** At the seal, while writing the first file, and at the end. */
  @ParameterizedTest
  @ValueSource(ints = {3, 9, 14})
  void aWorkerThatIsOvertakenSaysSo(int call) {
    plan();
    Watch watch =
        new Watch(
            call,
            () -> {
              world.clock.advance(Duration.ofSeconds(60));
              export();
            });

    assertThat(world.exportBatches(world.ports.watchedBy(watch)).run())
        .isEqualTo(
            new JobReport(
                "0 batches published in 0 files, 1 batches taken over by others, 0 indexes brought"
                    + " up to date",
                List.of()));
  }

  /** Five keys in files of two. */
  private void plan() {
    world.add("2020-12-10T11:00:00Z", 5);
    world.register(ExportWorld.export("hourly", HOUR));
    world.planBatches(world.ports).run();
  }

  private JobReport export() {
    return world.exportBatches(world.ports).run();
  }

  /** Calls: lease, count, seal, load, find, keys, revisedKeys, then two for each file. */
  private JobReport failAt(int call, RuntimeException failure) {
    Watch watch =
        new Watch(
            call,
            () -> {
              throw failure;
            });
    return world.exportBatches(world.ports.watchedBy(watch)).run();
  }
}
