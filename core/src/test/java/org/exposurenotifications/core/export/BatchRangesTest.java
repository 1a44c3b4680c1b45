// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.exposurenotifications.ports.export.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchRangesTest {
  static Stream<Named<Case>> cases() throws IOException {
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(
                BatchRangesTest.class.getResourceAsStream("/vectors/batch-ranges.json")),
            StandardCharsets.UTF_8)) {
      JsonArray cases = new Gson().fromJson(in, JsonObject.class).getAsJsonArray("cases");
      return Stream.of(new Gson().fromJson(cases, Case[].class)).map(c -> Named.of(c.name, c));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rangesAreThoseOfTheReference(Case golden) {
    List<Window> due =
        BatchRanges.due(
                Duration.ofSeconds(golden.periodSeconds),
                Optional.ofNullable(golden.latestEnd).map(Instant::parse),
                Instant.parse(golden.now),
                Duration.ofSeconds(golden.truncateWindowSeconds))
            .toList();

    assertThat(due)
        .isEqualTo(
            golden.expected.stream()
                .map(w -> new Window(Instant.parse(w.getFirst()), Instant.parse(w.getLast())))
                .toList());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 60, 900, 3600, 14_400, 86_400})
  void everyInstantIsCoveredExactlyOnce(long periodSeconds) {
    Duration period = Duration.ofSeconds(periodSeconds);
    Duration truncateWindow = Duration.ofHours(1);
    Random random = new Random(periodSeconds);
    Instant effective = Instant.parse("2020-12-10T10:11:12.345Z");
    List<Window> all =
        new ArrayList<>(
            BatchRanges.due(period, Optional.empty(), effective, truncateWindow).toList());
    for (int run = 0; run < 20; run++) {
      effective = effective.plusMillis(random.nextLong(2 * 60 * 60 * 1000));
      Optional<Instant> latestEnd = Optional.of(all.getLast().end());
      all.addAll(BatchRanges.due(period, latestEnd, effective, truncateWindow).toList());
    }

    for (int i = 0; i < all.size(); i++) {
      assertThat(Duration.between(all.get(i).start(), all.get(i).end())).isEqualTo(period);
      assertThat(all.get(i).end().getEpochSecond() % periodSeconds).isZero();
      if (i > 0) {
        assertThat(all.get(i).start()).isEqualTo(all.get(i - 1).end());
      }
    }
    // and up to the last moment possible
    Instant publishEnd = BatchRanges.floor(effective, truncateWindow);
    assertThat(all.getLast().end()).isBetween(publishEnd.minus(period).plusNanos(1), publishEnd);
  }

  @Test
  void instantsBefore1970RoundDownToo() {
    assertThat(BatchRanges.floor(Instant.parse("1969-12-31T23:30:00Z"), Duration.ofHours(1)))
        .isEqualTo(Instant.parse("1969-12-31T23:00:00Z"));
  }

  /** As in the JSON. */
  record Case(
      String name,
      long periodSeconds,
      long truncateWindowSeconds,
      String now,
      @Nullable String latestEnd,
      List<List<String>> expected) {}
}
