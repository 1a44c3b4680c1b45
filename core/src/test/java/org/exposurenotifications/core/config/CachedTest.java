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
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class CachedTest {
  private static final Instant START = Instant.parse("2026-11-23T22:04:30Z");
  private static final Duration AGE = Duration.ofSeconds(10);

  private final List<Optional<Integer>> previous = new ArrayList<>();
  private final List<Instant> loads = new ArrayList<>();
  private Optional<RuntimeException> failure = Optional.empty();
  private final Cached<Integer> cached =
      new Cached<>(this::load, Runnable::run, new Cached.Patience(Duration.ofMillis(50), 2));

  @Test
  void aValueIsReloadedFromHalfItsAgeOn() {
    assertThat(cached.get(AGE, START)).isEqualTo(1);
    assertThat(cached.get(AGE, START)).isEqualTo(1);
    assertThat(cached.get(AGE, START.plusSeconds(5).minusNanos(1))).isEqualTo(1);
    assertThat(cached.get(AGE, START.plusSeconds(5))).isEqualTo(2);
    assertThat(cached.get(AGE, START.plusSeconds(10).minusNanos(1))).isEqualTo(2);
    assertThat(loads).containsExactly(START, START.plusSeconds(5));
  }

  @Test
  void aFreshValueIsKeptWhileItIsYounger() {
    assertThat(cached.fresh(AGE, START)).isEqualTo(1);
    assertThat(cached.fresh(AGE, START.plus(AGE).minusNanos(1))).isEqualTo(1);
    assertThat(cached.fresh(AGE, START.plus(AGE))).isEqualTo(2);
    assertThat(cached.fresh(AGE, START.plus(AGE).plus(AGE).minusNanos(1))).isEqualTo(2);
    assertThat(loads).containsExactly(START, START.plus(AGE));
  }

  @Test
  void eachCallerHasItsOwnIdeaOfOld() {
    assertThat(cached.fresh(AGE, START)).isEqualTo(1);
    assertThat(cached.fresh(Duration.ofSeconds(6), START.plusSeconds(5))).isEqualTo(1);
    assertThat(cached.fresh(Duration.ofSeconds(5), START.plusSeconds(5))).isEqualTo(2);
    // the older idea has the benefit of it
    assertThat(cached.fresh(AGE, START.plusSeconds(14))).isEqualTo(2);
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
  void aFailedReloadLeavesTheValueUntilTwiceItsAge() {
    assertThat(cached.get(AGE, START)).isEqualTo(1);
    failure = Optional.of(new IllegalStateException("broken"));
    Instant limit = START.plus(AGE).plus(AGE);
    assertThat(cached.get(AGE, START.plus(AGE))).isEqualTo(1);
    assertThat(cached.get(AGE, limit.minusNanos(1))).isEqualTo(1);
    assertThatThrownBy(() -> cached.get(AGE, limit)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> cached.fresh(AGE, START.plus(AGE)))
        .isInstanceOf(IllegalStateException.class);

    failure = Optional.empty();
    assertThat(cached.get(AGE, limit)).isEqualTo(loads.size());
    assertThat(previous).last().isEqualTo(Optional.of(1));
  }

  @Test
  void aCallerWaitsOnlySoLongForTheFirstLoad() {
    Cached<Integer> hanging =
        new Cached<>(this::load, _ -> {}, new Cached.Patience(Duration.ofMillis(50), 2));

    assertThatThrownBy(() -> hanging.get(AGE, START)).isInstanceOf(StillLoading.class);
    assertThatThrownBy(() -> hanging.get(AGE, START)).isInstanceOf(StillLoading.class);
  }

  @Test
  void aStoppedExecutorFailsCallersOnlyWhenThereIsNothingToUse() {
    List<RejectedExecutionException> stopped = new ArrayList<>();
    Cached<Integer> stopping =
        new Cached<>(
            this::load,
            task -> {
              stopped.forEach(reason -> {
                throw reason;
              });
              task.run();
            },
            new Cached.Patience(Duration.ofMillis(50), 2));
    assertThat(stopping.get(AGE, START)).isEqualTo(1);
    stopped.add(new RejectedExecutionException());

    assertThat(stopping.get(AGE, START.plus(AGE))).isEqualTo(1);
    assertThatThrownBy(() -> stopping.get(AGE, START.plus(AGE).plus(AGE)))
        .isInstanceOf(StillLoading.class);
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
