// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.junit.jupiter.api.Test;

final class PhoneTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final Phone phone = new Phone(new Random(1), -10);

  @Test
  void theSameRandomNumbersGiveTheSamePhone() {
    assertThat(new Phone(new Random(1), -10).broadcast(NOON)).isEqualTo(phone.broadcast(NOON));
    assertThat(new Phone(new Random(2), -10).broadcast(NOON)).isNotEqualTo(phone.broadcast(NOON));
  }

  @Test
  void aBroadcastIsIdentifierAndSealedMetadata() {
    Bytes payload = phone.broadcast(NOON);
    KeySchedule schedule = new KeySchedule(phone.share(NOON).getFirst().keyData());
    Sighting sighting = Sighting.of(payload, -60, NOON, Optional.empty());

    assertThat(payload.length()).isEqualTo(20);
    assertThat(sighting.identifier()).isEqualTo(schedule.identifier(IntervalNumber.at(NOON)));
    assertThat(Metadata.decode(schedule.crypt(sighting.identifier(), sighting.metadata())))
        .contains(new Metadata(3, -10));
  }

  @Test
  void aBroadcastChangesEveryTenMinutes() {
    assertThat(phone.broadcast(NOON.plusSeconds(599))).isEqualTo(phone.broadcast(NOON));
    assertThat(phone.broadcast(NOON.plusSeconds(600))).isNotEqualTo(phone.broadcast(NOON));
  }

  @Test
  void todaysKeyEndsWithThePresentIntervalWhenItIsShared() {
    Bytes before = phone.broadcast(NOON);
    TemporaryExposureKey shared = phone.share(NOON.plusSeconds(60)).getLast();

    assertThat(shared.rollingStart().start()).isEqualTo(Instant.parse("2026-11-20T00:00:00Z"));
    assertThat(shared.rollingPeriod()).isEqualTo(73);
    assertThat(phone.broadcast(NOON)).isEqualTo(before);

    Instant later = NOON.plusSeconds(600);
    Bytes after = phone.broadcast(later);
    assertThat(Sighting.of(after, 0, later, Optional.empty()).identifier())
        .isNotEqualTo(new KeySchedule(shared.keyData()).identifier(IntervalNumber.at(later)));
    assertThat(phone.share(later))
        .hasSize(2)
        .extracting(TemporaryExposureKey::rollingStart)
        .containsOnly(shared.rollingStart());
  }

  @Test
  void keysAreNewEachDayAndKeptForFourteenDays() {
    for (int day = 0; day < 20; day++) {
      Bytes _ = phone.broadcast(NOON.plus(Duration.ofDays(day)));
    }

    List<TemporaryExposureKey> keys = phone.share(NOON.plus(Duration.ofDays(19)));

    assertThat(keys).hasSize(15).extracting(TemporaryExposureKey::keyData).doesNotHaveDuplicates();
    assertThat(keys.getFirst().rollingStart().start())
        .isEqualTo(Instant.parse("2026-11-25T00:00:00Z"));
    assertThat(keys.subList(0, 14)).allMatch(key -> key.rollingPeriod() == 144);
  }

  @Test
  void aLogForgetsWhatIsOld() {
    SightingLog log = phone.heard();
    Bytes early = phone.broadcast(NOON);
    Bytes late = phone.broadcast(NOON.plusSeconds(600));
    log.scan(List.of(early), -60, NOON);
    log.scan(List.of(late), -60, NOON.plusSeconds(600));

    log.forgetBefore(NOON.plusSeconds(1));

    assertThat(log.contains(Sighting.of(early, 0, NOON, Optional.empty()).identifier())).isFalse();
    assertThat(log.of(Sighting.of(late, 0, NOON, Optional.empty()).identifier()))
        .singleElement()
        .satisfies(sighting -> assertThat(sighting.previousScan()).contains(NOON));
  }
}
