// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.INVALID_REVISION_TOKEN;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.KEY_ALREADY_REVISED;

import java.util.concurrent.atomic.AtomicInteger;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.exposure.ReportType;
import org.junit.jupiter.api.Test;

/** Somebody else writes after an upload has looked, and before it writes. */
class OvertakenUploadsTest {
  private final PublishWorld world = new PublishWorld();
  private final ClientKey key = world.key(1);
  private final PublishOutcome.Accepted first =
      world.accepted(world.upload(key).as(ReportType.LIKELY));

  @Test
  void whoeverIsOvertakenByTheSameRevisionHasNothingLeftToDo() {
    UploadForm same = world.upload(key).token(first);

    PublishOutcome.Accepted accepted =
        PublishWorld.accepted(
            overtaken(same, () -> assertThat(world.accepted(same).warnings()).isEmpty()));

    assertThat(accepted.insertedExposures()).isZero();
    assertThat(world.covered(accepted)).containsExactly(PublishWorld.validated(key));
    assertThat(world.stores.storedRevisions()).hasSize(1);
    assertThat(world.counted().getFirst().revisions()).isOne();
  }

  @Test
  void whoeverIsOvertakenByAnotherRevisionIsTold() {
    UploadForm negative = world.upload(key).as(ReportType.NEGATIVE).token(first);

    PublishOutcome outcome =
        overtaken(
            world.upload(key, world.key(2)).token(first),
            () -> assertThat(world.accepted(negative).warnings()).isEmpty());

    assertThat(PublishWorld.refused(outcome).reason()).isEqualTo(KEY_ALREADY_REVISED);
    assertThat(world.stores.storedExposures()).hasSize(1);
  }

  @Test
  void aNewKeyThatSomebodyElseStoredMeanwhileNeedsAToken() {
    ClientKey fresh = world.key(2);

    PublishOutcome outcome =
        overtaken(
            world.upload(key, fresh).token(first),
            () -> assertThat(world.accepted(world.upload(fresh)).insertedExposures()).isOne());

    assertThat(PublishWorld.refused(outcome).reason()).isEqualTo(INVALID_REVISION_TOKEN);
    assertThat(world.stores.storedRevisions()).isEmpty();
  }

  @Test
  void aKeyThatWasForgottenMeanwhileIsAddedAnew() {
    PublishOutcome outcome =
        overtaken(world.upload(key).token(first), () -> assertThat(world.deleteAll()).isOne());

    assertThat(PublishWorld.accepted(outcome).insertedExposures()).isOne();
    assertThat(world.onlyStored().diagnosis().reportType()).contains(ReportType.CONFIRMED);
    assertThat(world.stores.storedRevisions()).isEmpty();
  }

  @Test
  void aStoreThatNeverTakesAMergeIsABrokenWorld() {
    AtomicInteger merges = new AtomicInteger();
    ExposureStore busy =
        Intercepted.before(
            ExposureStore.class,
            world.stores.exposures(),
            "merge",
            _ -> {
              int _ = merges.incrementAndGet();
              // absent again, and back before the next look
              int _ = world.deleteAll();
            });
    ExposureStore restoring =
        Intercepted.before(
            ExposureStore.class,
            busy,
            "addIfNonePresent",
            _ -> {
              if (world.stores.storedExposures().isEmpty()) {
                assertThat(
                        world.accepted(world.upload(key).as(ReportType.LIKELY)).insertedExposures())
                    .isOne();
              }
            });
    PublishKeys server = world.publishKeys(world.ports.with(restoring));
    PublishRequest request = world.upload(key).token(first).request();

    Throwable failure = catchThrowable(() -> server.publish(request));

    assertThat(failure).isInstanceOf(PortFailure.Transient.class);
    assertThat(merges).hasValue(10);
    assertThat(world.stores.storedRevisions()).isEmpty();
  }

  /** Publishes; the action happens once, just before the first merge. */
  private PublishOutcome overtaken(UploadForm form, Runnable action) {
    AtomicInteger merges = new AtomicInteger();
    ExposureStore overtaking =
        Intercepted.before(
            ExposureStore.class,
            world.stores.exposures(),
            "merge",
            _ -> {
              if (merges.getAndIncrement() == 0) {
                action.run();
              }
            });
    PublishOutcome outcome =
        world.publishKeys(world.ports.with(overtaking)).publish(form.request());
    assertThat(merges.get()).isPositive();
    return outcome;
  }
}
