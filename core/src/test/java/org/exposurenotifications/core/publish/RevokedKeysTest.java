// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.exposurenotifications.core.export.ExportSettings;
import org.exposurenotifications.core.export.OverdueWork;
import org.exposurenotifications.core.job.CheckClock;
import org.exposurenotifications.core.job.ClockSettings;
import org.exposurenotifications.core.retention.RemoveExpiredKeys;
import org.exposurenotifications.core.retention.RetentionSettings;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.ReportType;
import org.junit.jupiter.api.Test;

/**
 * A key that was revised to negative is public from then on, so anyone with a certificate of their
 * own can upload it. In random worlds it is never stored a second time, whatever the time to live.
 */
class RevokedKeysTest {
  private static final int WORLDS = 60;
  private static final int STEPS = 120;

  @Test
  void aRevokedKeyIsNeverStoredASecondTime() {
    int removed = 0;
    for (long seed = 0; seed < WORLDS; seed++) {
      World world = new World(seed);
      for (int step = 0; step < STEPS; step++) {
        world.step();
      }
      world.assertForgotten();
      removed += world.revoked.size();
    }
    assertThat(removed).isGreaterThan(WORLDS);
  }

  /** By default, a key of last night that was uploaded at once. */
  @Test
  void theLastDaysKeyIsKeptForADayAndAnHourLongerThanTheOthers() {
    PublishWorld world = new PublishWorld();
    ClientKey last = world.key(1);
    ClientKey older = world.key(2);
    assertThat(world.accepted(world.upload(last, older)).insertedExposures()).isEqualTo(2);
    Instant end = PublishWorld.validated(last).end().start();

    world.clock.set(PublishWorld.NOW.plus(Duration.ofDays(14)).plus(Duration.ofHours(1)));
    cleanUp(world, RetentionSettings.DEFAULT);
    assertThat(world.onlyStored().key()).isEqualTo(PublishWorld.validated(last));
    world.clock.set(end.plus(Duration.ofDays(15)).plus(Duration.ofHours(1)));
    cleanUp(world, RetentionSettings.DEFAULT);
    assertThat(world.stores.storedExposures()).hasSize(1);
    world.clock.advance(Duration.ofMinutes(10));
    cleanUp(world, RetentionSettings.DEFAULT);
    assertThat(world.stores.storedExposures()).isEmpty();
  }

  private static void cleanUp(PublishWorld world, RetentionSettings settings) {
    assertThat(
            new RemoveExpiredKeys(
                    world.stores.exposures(),
                    world.stores.statistics(),
                    settings,
                    world.clock,
                    new CheckClock(world.stores.clock(), world.clock, ClockSettings.DEFAULT),
                    new OverdueWork(
                        world.stores.configuration(),
                        world.stores.windows(),
                        world.stores.batches(),
                        ExportSettings.DEFAULT,
                        PublishSettings.DEFAULT,
                        world.clock))
                .run()
                .errors())
        .isEmpty();
  }

  private record Reported(ClientKey key, String token) {}

  private static final class World {
    private final long seed;
    private final Random random;
    private final RetentionSettings retention;
    private final PublishWorld world;
    private final List<Reported> likely = new ArrayList<>();

    /** With the window that each was first published in. */
    private final Map<Bytes, Instant> revoked = new HashMap<>();

    private final List<ClientKey> published = new ArrayList<>();

    World(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      Duration maxAge = Duration.ofHours(240 + 24 * random.nextInt(8));
      this.world = new PublishWorld(TestSettings.maxAge(maxAge), seed);
      this.retention =
          new RetentionSettings(
              Duration.ofHours(240 + random.nextInt(200)), maxAge, Duration.ofMinutes(10), false);
    }

    void step() {
      switch (random.nextInt(6)) {
        case 0 -> world.clock.advance(Duration.ofMinutes(random.nextInt(40 * 60)));
        case 1 -> report();
        case 2 -> revoke();
        case 3 -> cleanUpWithAnotherClock();
        default -> uploadAgain();
      }
      for (Exposure stored : world.stores.storedExposures()) {
        Instant first = revoked.get(stored.key().keyData());
        assertThat(first == null || first.equals(stored.createdAt()))
            .as("world %d: a revoked key is back", seed)
            .isTrue();
      }
    }

    /** Nothing is kept for ever. */
    void assertForgotten() {
      world.clock.advance(Duration.ofDays(30));
      cleanUp(world, retention);
      assertThat(world.stores.storedExposures()).isEmpty();
    }

    /** A key of any day, of the current one too. */
    private void report() {
      int today = IntervalNumber.at(world.clock.instant()).value() / 144 * 144;
      ClientKey key = world.key(today - random.nextInt(18) * 144, 1 + random.nextInt(144), 0);
      if (world.publish(onset(key, ReportType.LIKELY))
          instanceof PublishOutcome.Accepted accepted) {
        accepted.revisionToken().ifPresent(token -> likely.add(new Reported(key, token)));
      }
    }

    private void revoke() {
      if (likely.isEmpty()) {
        return;
      }
      Reported reported = likely.remove(random.nextInt(likely.size()));
      Bytes data = Bytes.ofBase64(reported.key.key());
      PublishOutcome outcome =
          world.publish(onset(reported.key, ReportType.NEGATIVE).token(reported.token));
      if (outcome instanceof PublishOutcome.Accepted
          && world.stores.storedRevisions().stream().anyMatch(r -> r.keyData().equals(data))) {
        revoked.put(data, world.stored(reported.key).createdAt());
        published.add(reported.key);
      }
    }

    /** By somebody who has it from a file. */
    private void uploadAgain() {
      if (!published.isEmpty()) {
        ClientKey key = published.get(random.nextInt(published.size()));
        ReportType type = random.nextBoolean() ? ReportType.CONFIRMED : ReportType.LIKELY;
        PublishOutcome _ = world.publish(onset(key, type));
      }
    }

    private void cleanUpWithAnotherClock() {
      Instant now = world.clock.instant();
      world.clock.advance(Duration.ofMinutes(random.nextInt(60)));
      cleanUp(world, retention);
      world.clock.set(now);
    }

    /** Close enough to the key, so that it is not left out. */
    private UploadForm onset(ClientKey key, ReportType type) {
      return world.upload(key).as(type).onset(key.rollingStartNumber() - 144);
    }
  }
}
