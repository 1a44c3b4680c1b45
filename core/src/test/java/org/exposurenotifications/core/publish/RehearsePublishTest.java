// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.config.ConfigurationStore;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.exposure.Upload;
import org.exposurenotifications.ports.statistics.PublishStatistic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RehearsePublishTest {
  private final PublishWorld world = new PublishWorld();

  @Test
  void theOutcomeIsThatOfARealFirstUpload() {
    PublishOutcome.Accepted real = world.accepted(world.upload(world.keys(14)));
    PublishOutcome.Accepted decoy = rehearsed(world.rehearsePublish(world.ports));

    assertThat(decoy.insertedExposures()).isEqualTo(real.insertedExposures()).isEqualTo(14);
    assertThat(decoy.warnings()).isEqualTo(real.warnings());
    assertThat(decoy.partialFailure()).isEqualTo(real.partialFailure());
    assertThat(decoy.revisionToken().orElseThrow())
        .hasSameSizeAs(real.revisionToken().orElseThrow());
  }

  /** At any time of the day, on the first run and on later ones. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-23T00:00:00Z",
        "2026-11-23T12:34:56.789Z",
        "2026-11-23T23:59:59.999Z",
        "2040-02-29T00:00:00Z"
      })
  void nothingLasts(Instant now) {
    world.clock.set(now);
    assertThat(world.accepted(world.upload(yesterday(now))).insertedExposures()).isOne();
    Contents before = world.contents();
    RehearsePublish rehearsePublish = world.rehearsePublish(world.ports);

    for (int i = 0; i < 5; i++) {
      assertThat(rehearsed(rehearsePublish).insertedExposures()).isEqualTo(14);
    }

    assertThat(world.contents()).isEqualTo(before);
    assertThat(world.stores.configuration().load().authorizedApps()).hasSize(3);
    assertThat(world.stores.statistics().hours("decoy", Instant.EPOCH, Instant.MAX)).isEmpty();
  }

  @Test
  void theStoreDoesTheSameWork() {
    List<Upload> real = new ArrayList<>();
    List<Upload> rehearsed = new ArrayList<>();
    ExposureStore store =
        Intercepted.before(
            ExposureStore.class,
            Intercepted.before(
                ExposureStore.class,
                world.stores.exposures(),
                "rehearse",
                arguments -> rehearsed.add((Upload) arguments[0])),
            "addIfNonePresent",
            arguments -> real.add((Upload) arguments[0]));
    PublishPorts ports = world.ports.with(store);

    assertThat(
            PublishWorld.accepted(
                    world.publishKeys(ports).publish(world.upload(world.keys(14)).request()))
                .insertedExposures())
        .isEqualTo(14);
    assertThat(rehearsed(world.rehearsePublish(ports)).insertedExposures()).isEqualTo(14);

    assertThat(real).hasSize(1);
    assertThat(rehearsed).hasSize(1);
    assertThat(Shape.of(rehearsed.getFirst())).isEqualTo(Shape.of(real.getFirst()));
  }

  @Test
  void everyDecoyHasKeysOfItsOwn() {
    List<Bytes> keys = new ArrayList<>();
    RehearsePublish rehearsePublish =
        world.rehearsePublish(
            world.ports.with(
                Intercepted.before(
                    ExposureStore.class,
                    world.stores.exposures(),
                    "rehearse",
                    arguments ->
                        ((Upload) arguments[0]).keys().forEach(key -> keys.add(key.keyData())))));

    PublishOutcome.Accepted first = rehearsed(rehearsePublish);
    PublishOutcome.Accepted second = rehearsed(rehearsePublish);

    assertThat(keys).hasSize(28).doesNotHaveDuplicates();
    assertThat(first.revisionToken()).isNotEqualTo(second.revisionToken());
  }

  @Test
  void aDecoysTokenOpensButAllowsNothing() {
    PublishOutcome.Accepted decoy = rehearsed(world.rehearsePublish(world.ports));
    ClientKey key = world.key(1);
    assertThat(world.accepted(world.upload(key)).insertedExposures()).isOne();

    assertThat(world.covered(decoy)).hasSize(14);
    assertThat(world.reason(world.upload(key).token(decoy)))
        .isEqualTo(PublishOutcome.Reason.INVALID_REVISION_TOKEN);
  }

  @Test
  void aStoreThatFailsFailsTheDecoyToo() {
    PortFailure away = new PortFailure.Transient("the store is away", null);
    RehearsePublish rehearsePublish =
        world.rehearsePublish(
            world.ports.with(
                Intercepted.failing(
                    ExposureStore.class, world.stores.exposures(), "rehearse", away)));

    assertThat(catchThrowable(rehearsePublish::rehearse)).isSameAs(away);
  }

  @Test
  void aLookupOfAppsThatFailsIsToldLikeAnUploads() {
    PublishPorts away =
        world.ports.with(
            Intercepted.failing(
                ConfigurationStore.class,
                world.stores.configuration(),
                "load",
                new PortFailure.Transient("the store is away", null)));

    assertThat(world.rehearsePublish(away).rehearse())
        .isEqualTo(world.publishKeys(away).publish(world.upload(world.key(1)).request()));
  }

  private static PublishOutcome.Accepted rehearsed(RehearsePublish rehearsePublish) {
    return PublishWorld.accepted(rehearsePublish.rehearse());
  }

  private ClientKey yesterday(Instant now) {
    return world.key(Math.toIntExact(Arrival.interval(now.minus(Duration.ofDays(1)))), 1, 0);
  }

  /** What the work depends on. */
  private record Shape(List<Key> keys, Optional<Counted> counted) {
    static Shape of(Upload upload) {
      assertThat(upload.exposures()).extracting(Exposure::key).isEqualTo(upload.keys());
      return new Shape(
          upload.exposures().stream()
              .map(exposure ->
                  new Key(
                      exposure.key().rollingStart().value(),
                      exposure.key().rollingPeriod(),
                      exposure.diagnosis().toString(),
                      exposure.regions().size(),
                      exposure.healthAuthority().isPresent(),
                      exposure.createdAt()))
              .sorted(Comparator.comparingInt(Key::start))
              .toList(),
          upload.statistic().map(Counted::of));
    }

    record Key(
        int start,
        int period,
        String diagnosis,
        int regions,
        boolean certified,
        Instant createdAt) {}

    record Counted(Instant hour, int keys, boolean revision, int oldestKeyDays) {
      static Counted of(PublishStatistic statistic) {
        return new Counted(
            statistic.hour(), statistic.keys(), statistic.revision(), statistic.oldestKeyDays());
      }
    }
  }
}
