// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * When symptoms began, or are assumed to have begun (publish.md 5.3).
 *
 * @param given whether anybody named it
 */
record SymptomOnset(long interval, boolean given) {
  /** The first sane one of request and certificate, else a default. */
  static SymptomOnset choose(
      long requested, OptionalLong certified, Arrival arrival, PublishSettings settings) {
    long earliest =
        Arrival.interval(
            arrival
                .time()
                .minus(Duration.ofDays(settings.maxValidOnsetReportDays()))
                .truncatedTo(ChronoUnit.DAYS));
    if (isSane(requested, earliest, arrival)) {
      return new SymptomOnset(requested, true);
    }
    if (certified.isPresent() && isSane(certified.getAsLong(), earliest, arrival)) {
      return new SymptomOnset(certified.getAsLong(), true);
    }
    return new SymptomOnset(
        arrival.intervalBefore(Duration.ofDays(settings.defaultOnsetDaysAgo())), false);
  }

  private static boolean isSane(long onset, long earliest, Arrival arrival) {
    return earliest <= onset && onset < arrival.interval();
  }

  /** Days from onset to the upload; absent if nobody named the onset. */
  OptionalInt daysBefore(Arrival arrival) {
    return given
        ? OptionalInt.of(Math.toIntExact(Arrival.days(interval, arrival.interval())))
        : OptionalInt.empty();
  }
}
