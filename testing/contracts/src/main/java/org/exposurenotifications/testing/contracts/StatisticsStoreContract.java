// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.exposurenotifications.ports.statistics.ClientPlatform;
import org.exposurenotifications.ports.statistics.HourlyStatistics;
import org.exposurenotifications.ports.statistics.PublishStatistic;
import org.exposurenotifications.ports.statistics.StatisticsStore;
import org.junit.jupiter.api.Test;

/** The clauses of {@link StatisticsStore}; what is counted comes in through uploads. */
public interface StatisticsStoreContract extends StoresUnderTest {
  @Test
  default void nothingWasCountedAtFirst() {
    assertThat(stores().statistics().hours("a.example", Instant.EPOCH, Samples.FAR)).isEmpty();
  }

  @Test
  default void oneUploadIsCountedInFull() {
    count(first(ClientPlatform.IOS, 7, 2, OptionalInt.of(3)));
    assertThat(hour0())
        .isEqualTo(
            new HourlyStatistics(
                Samples.hour(0),
                Map.of(
                    ClientPlatform.UNKNOWN, 0L, ClientPlatform.ANDROID, 0L, ClientPlatform.IOS, 1L),
                7,
                0,
                spread(16, 2),
                spread(30, 3),
                0));
  }

  @Test
  default void uploadsOfAnHourAreSummedUp() {
    count(first(ClientPlatform.IOS, 7, 2, OptionalInt.of(3)));
    count(first(ClientPlatform.IOS, 5, 2, OptionalInt.of(4)));
    count(first(ClientPlatform.ANDROID, 0, 0, OptionalInt.of(3)));
    count(first(ClientPlatform.UNKNOWN, 1, 1, OptionalInt.empty()));
    assertThat(hour0())
        .isEqualTo(
            new HourlyStatistics(
                Samples.hour(0),
                Map.of(
                    ClientPlatform.UNKNOWN, 1L, ClientPlatform.ANDROID, 1L, ClientPlatform.IOS, 2L),
                13,
                0,
                spread(16, 2, 2, 0, 1),
                spread(30, 3, 4, 3),
                1));
  }

  @Test
  default void agesAboveTheLastBucketAreCountedInIt() {
    for (int days : new int[] {14, 15, 16, 28, 29, 30, 1000}) {
      count(first(ClientPlatform.IOS, 1, days, OptionalInt.of(days)));
    }
    assertThat(hour0().oldestKeyDays()).isEqualTo(spread(16, 14, 15, 15, 15, 15, 15, 15));
    assertThat(hour0().onsetDays()).isEqualTo(spread(30, 14, 15, 16, 28, 29, 29, 29));
  }

  @Test
  default void ofAnUploadThatRevisesTheAgesAreNotCounted() {
    for (OptionalInt onset : List.of(OptionalInt.of(3), OptionalInt.empty())) {
      count(
          new PublishStatistic(
              "a.example", Samples.hour(0), ClientPlatform.ANDROID, 4, true, 2, onset));
    }
    assertThat(hour0())
        .isEqualTo(
            new HourlyStatistics(
                Samples.hour(0),
                Map.of(
                    ClientPlatform.UNKNOWN, 0L, ClientPlatform.ANDROID, 2L, ClientPlatform.IOS, 0L),
                8,
                2,
                spread(16),
                spread(30),
                0));
  }

  @Test
  default void hoursComeAscendingFromTheFirstToTheLastExclusive() {
    for (int hour : new int[] {5, 1, 4, 2, 0}) {
      count(Samples.statistic("a.example", Samples.hour(hour)));
    }
    assertThat(stores().statistics().hours("a.example", Samples.hour(1), Samples.hour(5)))
        .extracting(HourlyStatistics::hour)
        .containsExactly(Samples.hour(1), Samples.hour(2), Samples.hour(4));
  }

  @Test
  default void authoritiesAreCountedApart() {
    count(Samples.statistic("a.example", Samples.hour(0)));
    count(Samples.statistic("b.example", Samples.hour(0)));
    count(Samples.statistic("b.example", Samples.hour(0)));
    assertThat(keys().counted("a.example")).isEqualTo(1);
    assertThat(keys().counted("b.example")).isEqualTo(2);
  }

  @Test
  default void sumsMayExceed32Bits() {
    for (int i = 0; i < 3; i++) {
      count(first(ClientPlatform.IOS, Integer.MAX_VALUE, 0, OptionalInt.of(0)));
    }
    assertThat(hour0().keys()).isEqualTo(3L * Integer.MAX_VALUE);
  }

  @Test
  default void racingUploadsAreAllCounted() {
    List<Boolean> added =
        Race.of(
            20,
            i ->
                stores()
                    .exposures()
                    .addIfNonePresent(
                        Samples.upload(
                            Optional.of(Samples.statistic("a.example", Samples.hour(0))),
                            Samples.exposure(i, Samples.hour(0))))
                    .isEmpty());
    assertThat(added).containsOnly(true);
    assertThat(keys().counted("a.example")).isEqualTo(20);
    assertThat(hour0().keys()).isEqualTo(20);
  }

  @Test
  default void hoursBeforeTheCutoffAreForgotten() {
    for (int hour : new int[] {0, 0, 1, 2, 3}) {
      count(Samples.statistic("a.example", Samples.hour(hour)));
      count(Samples.statistic("b.example", Samples.hour(hour)));
    }
    assertThat(stores().statistics().deleteBefore(Samples.hour(2))).isEqualTo(6);
    assertThat(stores().statistics().deleteBefore(Samples.hour(2))).isZero();
    assertThat(stores().statistics().hours("a.example", Samples.hour(0), Samples.hour(9)))
        .extracting(HourlyStatistics::hour)
        .containsExactly(Samples.hour(2), Samples.hour(3));
    assertThat(keys().counted("b.example")).isEqualTo(2);
  }

  @Test
  default void hoursOfAnyCenturyAreCounted() {
    count(Samples.statistic("a.example", Samples.FAR));
    assertThat(stores().statistics().hours("a.example", Samples.FAR, Samples.FAR.plusSeconds(3600)))
        .extracting(HourlyStatistics::hour)
        .containsExactly(Samples.FAR);
    assertThat(stores().statistics().deleteBefore(Samples.FAR)).isZero();
    assertThat(stores().statistics().deleteBefore(Samples.FAR.plusSeconds(3600))).isEqualTo(1);
  }

  private KeySteps keys() {
    return new KeySteps(stores());
  }

  /** By an upload without keys. */
  private void count(PublishStatistic statistic) {
    assertThat(stores().exposures().addIfNonePresent(Samples.upload(Optional.of(statistic))))
        .isEmpty();
  }

  private HourlyStatistics hour0() {
    List<HourlyStatistics> hours =
        stores().statistics().hours("a.example", Samples.hour(0), Samples.hour(1));
    assertThat(hours).hasSize(1);
    return hours.getFirst();
  }

  private static PublishStatistic first(
      ClientPlatform platform, int keys, int oldestKeyDays, OptionalInt onsetDays) {
    return new PublishStatistic(
        "a.example", Samples.hour(0), platform, keys, false, oldestKeyDays, onsetDays);
  }

  /** One in the bucket of each number, or more if it is there more than once. */
  private static List<Long> spread(int buckets, int... numbers) {
    return IntStream.range(0, buckets)
        .mapToObj(bucket -> IntStream.of(numbers).filter(number -> number == bucket).count())
        .toList();
  }
}
