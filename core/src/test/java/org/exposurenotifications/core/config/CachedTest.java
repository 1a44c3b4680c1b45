// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CachedTest {
  private static final Instant START = Instant.parse("2026-11-23T22:04:30Z");
  private static final Duration AGE = Duration.ofSeconds(10);

  private final List<Optional<Integer>> previous = new ArrayList<>();
  private final List<Instant> loads = new ArrayList<>();
  private Optional<RuntimeException> failure = Optional.empty();
  private final Cached<Integer> cached = new Cached<>(this::load);

  @Test
  void aValueIsKeptWhileItIsYounger() {
    assertThat(cached.get(AGE, START)).isEqualTo(1);
    assertThat(cached.get(AGE, START)).isEqualTo(1);
    assertThat(cached.get(AGE, START.plus(AGE).minusNanos(1))).isEqualTo(1);
    assertThat(cached.get(AGE, START.plus(AGE))).isEqualTo(2);
    assertThat(cached.get(AGE, START.plus(AGE).plus(AGE).minusNanos(1))).isEqualTo(2);
    assertThat(loads).containsExactly(START, START.plus(AGE));
  }

  @Test
  void eachCallerHasItsOwnIdeaOfOld() {
    assertThat(cached.get(AGE, START)).isEqualTo(1);
    assertThat(cached.get(Duration.ofSeconds(6), START.plusSeconds(5))).isEqualTo(1);
    assertThat(cached.get(Duration.ofSeconds(5), START.plusSeconds(5))).isEqualTo(2);
    // the older idea has the benefit of it
    assertThat(cached.get(AGE, START.plusSeconds(14))).isEqualTo(2);
  }

  @Test
  void noAgeIsYoungEnoughForZero() {
    assertThat(cached.get(Duration.ZERO, START)).isEqualTo(1);
    assertThat(cached.get(Duration.ZERO, START)).isEqualTo(2);
    assertThat(cached.get(AGE, START)).isEqualTo(2);
  }

  @Test
  void aClockThatGoesBackDoesNotMakeAValueOld() {
    assertThat(cached.get(AGE, START)).isEqualTo(1);
    assertThat(cached.get(AGE, START.minusSeconds(3600))).isEqualTo(1);
  }

  @Test
  void theSourceSeesWhatItReplaces() {
    for (int i = 0; i < 3; i++) {
      assertThat(cached.get(Duration.ZERO, START)).isEqualTo(i + 1);
    }
    assertThat(previous).containsExactly(Optional.empty(), Optional.of(1), Optional.of(2));
  }

  @Test
  void aFailureIsHandedOnAndNotKept() {
    RuntimeException broken = new IllegalStateException("broken");
    failure = Optional.of(broken);
    assertThatThrownBy(() -> cached.get(AGE, START)).isSameAs(broken);
    assertThatThrownBy(() -> cached.get(AGE, START)).isSameAs(broken);
    assertThat(loads).hasSize(2);

    failure = Optional.empty();
    assertThat(cached.get(AGE, START)).isEqualTo(3);
  }

  @Test
  void aFailureNeitherProlongsNorLosesTheValueBefore() {
    assertThat(cached.get(AGE, START)).isEqualTo(1);
    failure = Optional.of(new IllegalStateException("broken"));
    assertThatThrownBy(() -> cached.get(AGE, START.plus(AGE)))
        .isInstanceOf(IllegalStateException.class);

    // whoever finds the old value young enough still has it
    assertThat(cached.get(AGE, START.plusSeconds(9))).isEqualTo(1);
    failure = Optional.empty();
    assertThat(cached.get(AGE, START.plus(AGE))).isEqualTo(3);
    assertThat(previous).containsExactly(Optional.empty(), Optional.of(1), Optional.of(1));
  }

  private int load(Optional<Integer> before, Instant now) {
    previous.add(before);
    loads.add(now);
    failure.ifPresent(reason -> {
      throw reason;
    });
    return loads.size();
  }
}
