// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.exposurenotifications.ports.statistics.HourlyStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When symptoms began, and how far keys are from that day. */
class SymptomOnsetTest {
  /** Midnight 28 days ago. */
  private static final int EARLIEST = PublishWorld.TODAY - 28 * PublishWorld.DAY;

  private final PublishWorld world = new PublishWorld();

  /** Days from the onset to a key of 14 days ago: -10 where the onset is assumed 4 days ago. */
  @ParameterizedTest
  @CsvSource({
    "0,           -10",
    "-1,          -10",
    "-2147483648, -10",
    "2988287,     -10", // 28 days ago, a moment before midnight
    "2988288,     14",
    "2992445,     -14", // the interval before the current one
    "2992446,     -10",
    "2992447,     -10",
    "2147483647,  -10"
  })
  void anOnsetCountsIfItIsPastAndNotTooOld(int onset, int days) {
    assertThat(daysSinceOnset(world.upload(world.key(14)).onset(onset))).isEqualTo(days);
    assertMissing(days == -10);
  }

  @ParameterizedTest
  @CsvSource({
    "0,          -10",
    "2988287,    -10",
    "2988288,    14",
    "2992445,    -14",
    "2992446,    -10",
    "2147483648, -10",
    "4294967295, -10"
  })
  void theCertificatesOnsetCountsInTheSameWay(long onset, int days) {
    assertThat(daysSinceOnset(world.upload(world.key(14)).certifiedOnset(onset))).isEqualTo(days);
    assertMissing(days == -10);
  }

  @Test
  void thePhonesOnsetGoesFirst() {
    UploadForm form = world.upload(world.key(1)).onset(daysAgo(7)).certifiedOnset(daysAgo(5));

    assertThat(daysSinceOnset(form)).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, EARLIEST - 1, PublishWorld.CURRENT, Integer.MAX_VALUE})
  void anOnsetThatDoesNotCountLeavesTheFieldToTheCertificate(int onset) {
    assertThat(daysSinceOnset(world.upload(world.key(1)).onset(onset).certifiedOnset(daysAgo(5))))
        .isEqualTo(4);
  }

  @Test
  void aCertificateThatFailsSaysNothingAboutTheOnset() {
    String other =
        world.upload(world.key(1)).certifiedOnset(daysAgo(5)).request().verificationPayload();
    UploadForm form =
        world.upload(world.key(1)).certificate(other).app(PublishWorld.UNCERTIFIED_APP);

    assertThat(daysSinceOnset(form)).isEqualTo(3);
  }

  /** Worked example C of the specification. */
  @Test
  void daysAreUtcDays() {
    assertThat(days(daysAgo(14), 1)).isEqualTo(13);
    assertThat(days(daysAgo(14), 2)).isEqualTo(12);
    assertThat(days(0, 1)).isEqualTo(3);
    assertThat(days(0, 2)).isEqualTo(2);
    // the last interval of a day is still that day
    assertThat(days(daysAgo(14) - 1, 2)).isEqualTo(13);
    assertThat(days(daysAgo(13) - 1, 2)).isEqualTo(12);
  }

  @Test
  void theDayOfAKeyIsTheOneItStartsOn() {
    int lastOfTheDay = PublishWorld.TODAY - PublishWorld.DAY - 1;

    assertThat(daysSinceOnset(world.upload(world.key(lastOfTheDay, 144, 0)).onset(daysAgo(7))))
        .isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"14, 0, true", "15, 0, false", "15, 1, true", "28, 14, true", "28, 13, false"})
  void aKeyFarAfterTheOnsetIsLeftOut(int onsetDaysAgo, int keyDaysAgo, boolean kept) {
    assertKept(daysAgo(onsetDaysAgo), keyDaysAgo, kept);
  }

  /** The onset is today; 15 days ago is the oldest key that there may be. */
  @ParameterizedTest
  @CsvSource({"14, true", "15, false"})
  void aKeyFarBeforeTheOnsetIsLeftOut(int keyDaysAgo, boolean kept) {
    assertKept(PublishWorld.CURRENT - 1, keyDaysAgo, kept);
  }

  /** At midnight the days of onset and of keys change together, and so does what is too old. */
  @Test
  void midnightMovesTheEarliestOnset() {
    world.clock.set(Instant.parse("2026-11-23T23:59:59.999Z"));
    assertThat(days(EARLIEST, 14)).isEqualTo(14);
    world.clock.set(Instant.parse("2026-11-24T00:00:00Z"));
    // now it is 29 days ago, and 5 days after the day of that key are assumed
    assertThat(days(EARLIEST, 14)).isEqualTo(-11);
    assertThat(days(EARLIEST + PublishWorld.DAY, 14)).isEqualTo(13);
  }

  private void assertKept(int onset, int keyDaysAgo, boolean kept) {
    PublishOutcome.Accepted accepted =
        world.accepted(world.upload(world.key(keyDaysAgo)).onset(onset));

    assertThat(accepted.insertedExposures()).isEqualTo(kept ? 1 : 0);
    assertThat(accepted.warnings()).hasSize(kept ? 0 : 1);
    assertThat(accepted.partialFailure()).isEmpty();
    assertThat(world.stores.storedExposures()).hasSize(kept ? 1 : 0);
  }

  private void assertMissing(boolean missing) {
    assertThat(world.counted())
        .extracting(HourlyStatistics::missingOnset)
        .containsExactly(missing ? 1L : 0L);
  }

  private static int daysAgo(int days) {
    return PublishWorld.TODAY - days * PublishWorld.DAY;
  }

  private int days(int onset, int keyDaysAgo) {
    return daysSinceOnset(world.upload(world.key(keyDaysAgo)).onset(onset));
  }

  private int daysSinceOnset(UploadForm form) {
    assertThat(world.accepted(form).insertedExposures()).isOne();
    ClientKey key = form.request().keys().getFirst();
    return world.stored(key).diagnosis().daysSinceOnset().orElseThrow();
  }
}
