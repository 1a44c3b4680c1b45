// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.ReportType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a key may have been in use, and which publish window it belongs to. */
class KeyTimesTest {
  private final PublishWorld world = new PublishWorld();

  /** Worked example C of the specification, and what ends around an hour. */
  @ParameterizedTest
  @CsvSource({
    "2992176, 144, 2026-11-23T21:00:00Z",
    "2992320, 144, 2026-11-24T01:00:00Z",
    "2992446, 10,  2026-11-23T23:00:00Z",
    "2990142, 144, 2026-11-23T21:00:00Z",
    // ends at 21:00, in the interval that has begun: not in use any more
    "2992440, 6,   2026-11-23T21:00:00Z",
    // ends at 21:10, in the window of the upload
    "2992440, 7,   2026-11-23T22:00:00Z",
    // ends at 21:50, 22:00 and 22:10
    "2992440, 11,  2026-11-23T22:00:00Z",
    "2992440, 12,  2026-11-23T23:00:00Z",
    "2992440, 13,  2026-11-23T23:00:00Z",
    // ends ten minutes before and after midnight
    "2992320, 143, 2026-11-24T00:00:00Z",
    "2992321, 144, 2026-11-24T01:00:00Z",
    // the last key that could be accepted, ends tomorrow at 21:00
    "2992446, 144, 2026-11-24T22:00:00Z"
  })
  void aKeyInUseIsHeldBack(int start, int period, Instant createdAt) {
    assertThat(createdAt(start, period)).isEqualTo(createdAt);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T20:59:59.999Z, 2026-11-23T20:00:00Z",
    "2026-11-23T21:00:00Z,     2026-11-23T21:00:00Z",
    "2026-11-23T23:59:59Z,     2026-11-23T23:00:00Z",
    "2026-11-24T00:00:00Z,     2026-11-24T00:00:00Z"
  })
  void anOldKeyBelongsToTheHourOfItsUpload(Instant now, Instant createdAt) {
    world.clock.set(now);

    assertThat(createdAt(2992176, 144)).isEqualTo(createdAt);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T21:09:59.999Z, 2026-11-23T22:00:00Z",
    "2026-11-23T21:10:00Z,     2026-11-23T21:00:00Z"
  })
  void useEndsWithTheLastInterval(Instant now, Instant createdAt) {
    world.clock.set(now);

    assertThat(createdAt(2992440, 7)).isEqualTo(createdAt);
  }

  @ParameterizedTest
  @CsvSource({
    "1,    2992176, 144, 2026-11-23T21:06:07Z",
    "1,    2992440, 7,   2026-11-23T21:10:01Z",
    "300,  2992176, 144, 2026-11-23T21:05:00Z",
    "300,  2992440, 7,   2026-11-23T21:15:00Z",
    "7200, 2992176, 144, 2026-11-23T20:00:00Z",
    "7200, 2992440, 7,   2026-11-23T22:00:00Z"
  })
  void windowsMayHaveAnotherLength(int seconds, int start, int period, Instant createdAt) {
    PublishWorld other = new PublishWorld(TestSettings.window(Duration.ofSeconds(seconds)));
    other.clock.set(Instant.parse("2026-11-23T21:06:07.890Z"));

    assertThat(createdAt(other, start, period)).isEqualTo(createdAt);
  }

  @Test
  void keysOfTheSameDayCanBeReleasedForTests() {
    PublishWorld releasing = new PublishWorld(TestSettings.releasingSameDayKeys());

    assertThat(createdAt(releasing, 2992320, 144)).isEqualTo(Instant.parse("2026-11-23T21:00:00Z"));
    assertThat(fault(releasing, 2992447, 1)).isEqualTo("starts in the future");
  }

  @ParameterizedTest
  @CsvSource({
    "2992447,    10",
    "2992464,    144",
    "2147483503, 144",
    "2147483504, 144",
    "2147483647, 1",
    "2147483647, 144"
  })
  void aKeyOfTheFutureIsNotAccepted(int start, int period) {
    assertThat(fault(world, start, period)).isEqualTo("starts in the future");
  }

  @Test
  void theFutureBeginsWithTheNextInterval() {
    world.clock.set(Instant.parse("2026-11-23T21:09:59.999Z"));
    assertThat(fault(world, 2992447, 1)).isEqualTo("starts in the future");
    world.clock.set(Instant.parse("2026-11-23T21:10:00Z"));
    assertThat(createdAt(2992447, 1)).isEqualTo(Instant.parse("2026-11-23T22:00:00Z"));
  }

  /** It is the end that counts; 2990286 is 15 days ago. */
  @ParameterizedTest
  @CsvSource({"2990142, 144", "2990285, 1", "2990286, 1"})
  void aKeyMayHaveEndedFifteenDaysAgo(int start, int period) {
    assertThat(createdAt(start, period)).isEqualTo(Instant.parse("2026-11-23T21:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "2990141,     144",
    "2990142,     143",
    "2990284,     1",
    "0,           144",
    "-1,          144",
    "-144,        144",
    "-2147483648, 144"
  })
  void anOlderKeyIsNotAccepted(int start, int period) {
    assertThat(fault(world, start, period)).isEqualTo("is too old");
  }

  @Test
  void ageGrowsByWholeIntervals() {
    world.clock.set(Instant.parse("2026-11-23T21:09:59.999Z"));
    assertThat(createdAt(2990142, 144)).isEqualTo(Instant.parse("2026-11-23T21:00:00Z"));
    world.clock.set(Instant.parse("2026-11-23T21:10:00Z"));
    assertThat(fault(world, 2990142, 144)).isEqualTo("is too old");
  }

  /** Beyond the seconds, in 2038, and the interval arithmetic, that 32 bits can hold. */
  @ParameterizedTest
  @ValueSource(strings = {"2038-01-19T03:14:08Z", "2040-02-29T23:59:59Z", "2106-02-07T06:28:16Z"})
  void laterCenturiesWork(Instant now) {
    world.clock.set(now);
    int current = IntervalNumber.at(now).value();
    ClientKey ended = world.key(current - 150, 144, 0);
    ClientKey inUse = world.key(current, 144, 0);

    PublishOutcome.Accepted first =
        world.accepted(world.upload(ended, inUse).as(ReportType.LIKELY).onset(current - 144));

    Instant hour = Instant.ofEpochSecond(now.getEpochSecond() / 3600 * 3600);
    assertThat(world.stored(ended).createdAt()).isEqualTo(hour);
    assertThat(world.stored(inUse).createdAt())
        .isAfter(now.plus(Duration.ofDays(1)))
        .isBefore(now.plus(Duration.ofHours(26)));
    PublishOutcome.Accepted second =
        world.accepted(world.upload(ended, inUse).onset(current - 144).token(first));
    assertThat(second.insertedExposures()).isZero();
    assertThat(world.stores.storedRevisions()).hasSize(2);
  }

  private Instant createdAt(int start, int period) {
    return createdAt(world, start, period);
  }

  private static Instant createdAt(PublishWorld in, int start, int period) {
    ClientKey key = in.key(start, period, 0);
    assertThat(in.accepted(in.upload(key)).insertedExposures()).isOne();
    Exposure stored = in.stored(key);
    assertThat(stored.key().rollingStart().value()).isEqualTo(start);
    assertThat(stored.key().rollingPeriod()).isEqualTo(period);
    return stored.createdAt();
  }

  private static String fault(PublishWorld in, int start, int period) {
    String message = in.refused(in.upload(in.key(start, period, 0))).message();
    return message.substring(message.indexOf("key 0 ") + "key 0 ".length());
  }
}
