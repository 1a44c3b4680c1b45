// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.statistics.ClientPlatform;
import org.exposurenotifications.ports.statistics.HourlyStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is counted of which upload (publish.md 8.1). */
class CountedUploadsTest {
  private static final Instant HOUR = Instant.parse("2026-11-23T21:00:00Z");

  private final PublishWorld world = new PublishWorld();

  @Test
  void anUploadIsCountedOnceWithItsAges() {
    int onset = PublishWorld.TODAY - 6 * PublishWorld.DAY;
    UploadForm form = world.upload(world.keys(14)).onset(onset).from(ClientPlatform.ANDROID);

    assertThat(world.accepted(form).insertedExposures()).isEqualTo(14);

    assertThat(world.counted())
        .containsExactly(
            new HourlyStatistics(
                HOUR,
                platforms(0, 1, 0),
                14,
                0,
                bucket(HourlyStatistics.OLDEST_KEY_BUCKETS, 14),
                bucket(HourlyStatistics.ONSET_BUCKETS, 6),
                0));
  }

  @Test
  void anUploadWithoutOnsetIsCountedAsSuch() {
    assertThat(world.accepted(world.upload(world.key(2))).insertedExposures()).isOne();

    assertThat(only().missingOnset()).isOne();
    assertThat(only().onsetDays()).containsOnly(0L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 14, 15})
  void theAgeIsThatOfTheOldestKeyInUtcDays(int daysAgo) {
    UploadForm form = world.upload(world.key(0), world.key(daysAgo));

    assertThat(world.accepted(form).insertedExposures()).isEqualTo(2);

    assertThat(only().oldestKeyDays())
        .isEqualTo(bucket(HourlyStatistics.OLDEST_KEY_BUCKETS, daysAgo));
  }

  @Test
  void keysThatWereLeftOutHaveNoAge() {
    UploadForm form =
        world
            .upload(world.key(1), world.key(PublishWorld.TODAY - 14 * PublishWorld.DAY, 145, 0))
            .onset(PublishWorld.TODAY);

    assertThat(world.accepted(form).insertedExposures()).isOne();

    assertThat(only().oldestKeyDays()).isEqualTo(bucket(HourlyStatistics.OLDEST_KEY_BUCKETS, 1));
    assertThat(only().onsetDays()).isEqualTo(bucket(HourlyStatistics.ONSET_BUCKETS, 0));
    assertThat(only().keys()).isOne();
  }

  @Test
  void aRevisionIsCountedWithoutAges() {
    List<ClientKey> keys = world.keys(3);
    PublishOutcome.Accepted first = world.accepted(world.upload(keys).as(ReportType.LIKELY));
    world.clock.advance(Duration.ofHours(1));
    List<ClientKey> more = new ArrayList<>(keys);
    more.add(world.key(5));

    assertThat(
            world
                .accepted(world.upload(more).token(first).from(ClientPlatform.IOS))
                .insertedExposures())
        .isOne();

    HourlyStatistics second = world.counted().getLast();
    assertThat(second)
        .isEqualTo(
            new HourlyStatistics(
                HOUR.plus(Duration.ofHours(1)),
                platforms(0, 0, 1),
                4,
                1,
                zeros(HourlyStatistics.OLDEST_KEY_BUCKETS),
                zeros(HourlyStatistics.ONSET_BUCKETS),
                0));
  }

  @Test
  void keysAddedBesideKnownOnesAreCountedAsAnUpload() {
    ClientKey known = world.key(3);
    PublishOutcome.Accepted first = world.accepted(world.upload(known));

    assertThat(world.accepted(world.upload(known, world.key(2)).token(first)).insertedExposures())
        .isOne();

    assertThat(only().keys()).isEqualTo(2);
    assertThat(only().revisions()).isZero();
    assertThat(only().publishes()).containsEntry(ClientPlatform.UNKNOWN, 2L);
  }

  @Test
  void aNegativeFirstReportIsAnUploadOfNoKeys() {
    assertThat(
            world.accepted(world.upload(world.key(3)).as(ReportType.NEGATIVE)).insertedExposures())
        .isZero();

    assertThat(only().keys()).isZero();
    assertThat(only().publishes()).containsEntry(ClientPlatform.UNKNOWN, 1L);
    assertThat(only().oldestKeyDays()).isEqualTo(bucket(HourlyStatistics.OLDEST_KEY_BUCKETS, 3));
  }

  @Test
  void whatHasNoEffectIsNotCounted() {
    UploadForm form = world.upload(world.key(1));
    PublishOutcome.Accepted first = world.accepted(form);
    List<HourlyStatistics> before = world.counted();

    assertThat(world.accepted(form.token(first)).insertedExposures()).isZero();
    assertThat(
            world
                .accepted(world.upload(world.key(0)).onset(PublishWorld.TODAY - 15 * 144))
                .warnings())
        .hasSize(1);
    assertThat(world.refused(world.upload(world.key(1)).uncertified()).warnings()).isEmpty();
    assertThat(world.refused(form.token("")).warnings()).isEmpty();
    assertThat(world.refused(world.upload(world.key(-1))).warnings()).isEmpty();

    assertThat(world.counted()).isEqualTo(before).hasSize(1);
  }

  @Test
  void withoutAVerifiedCertificateNothingIsCounted() {
    UploadForm form = world.upload(world.key(1)).uncertified().app(PublishWorld.UNCERTIFIED_APP);

    assertThat(world.accepted(form).insertedExposures()).isOne();

    assertThat(world.counted()).isEmpty();
  }

  /** The hour is the one of the upload, also for keys that are held back. */
  @ParameterizedTest
  @ValueSource(ints = {1, 300, 3600})
  void theHourIsFullWhateverTheWindow(int seconds) {
    PublishWorld other = new PublishWorld(TestSettings.window(Duration.ofSeconds(seconds)));

    assertThat(other.accepted(other.upload(other.key(0))).insertedExposures()).isOne();

    assertThat(other.counted()).extracting(HourlyStatistics::hour).containsExactly(HOUR);
  }

  private HourlyStatistics only() {
    assertThat(world.counted()).hasSize(1);
    return world.counted().getFirst();
  }

  private static Map<ClientPlatform, Long> platforms(long unknown, long android, long ios) {
    return Map.of(
        ClientPlatform.UNKNOWN, unknown, ClientPlatform.ANDROID, android, ClientPlatform.IOS, ios);
  }

  private static List<Long> zeros(int size) {
    return Collections.nCopies(size, 0L);
  }

  /** One in this bucket. */
  private static List<Long> bucket(int size, int bucket) {
    List<Long> counts = new ArrayList<>(zeros(size));
    counts.set(bucket, 1L);
    return counts;
  }
}
