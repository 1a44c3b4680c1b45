// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database whose answers take some time is asked by a process whose clock is off. */
class CheckClockTest {
  private static final Duration MOST = ClockSettings.DEFAULT.maxSkew();

  private Instant time = Instant.parse("2020-12-10T14:05:00Z");
  private Duration skew = Duration.ZERO;
  private final Deque<Duration> before = new ArrayDeque<>();
  private final Deque<Duration> after = new ArrayDeque<>();

  @Test
  void aSlowAnswerDoesNotHideAClockThatIsAhead() {
    skew = MOST.plusSeconds(60);
    before.add(Duration.ofSeconds(90));

    assertThatThrownBy(this::check)
        .isInstanceOf(JobFailure.class)
        .hasMessageContaining("3 min ahead");
  }

  @Test
  void aSlowAnswerDoesNotHideAClockThatIsBehind() {
    skew = MOST.plusSeconds(60).negated();
    after.add(Duration.ofSeconds(90));

    assertThatThrownBy(this::check)
        .isInstanceOf(JobFailure.class)
        .hasMessageContaining("3 min behind");
  }

  @Test
  void aSlowAnswerIsNotTakenForSkew() {
    before.add(Duration.ofMinutes(5));
    after.add(Duration.ofMinutes(5));

    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @Test
  void clocksThatCannotBeComparedAreNotTrusted() {
    for (int i = 0; i < 100; i++) {
      before.add(Duration.ofMinutes(5));
    }

    assertThatThrownBy(this::check)
        .isInstanceOf(JobFailure.class)
        .hasMessageContaining("took 5 min");
  }

  /** Whatever the answers take, a clock that is too far off is never let through. */
  @ParameterizedTest
  @ValueSource(ints = 2000)
  void aWrongClockIsRefusedHoweverLongAnswersTake(int worlds) {
    int refused = 0;
    for (int seed = 1; seed <= worlds; seed++) {
      Random random = new Random(seed);
      CheckClockTest world = new CheckClockTest();
      world.skew = Duration.ofSeconds(random.nextInt(-600, 600));
      for (Deque<Duration> waits : List.of(world.before, world.after)) {
        for (int i = random.nextInt(5); i > 0; i--) {
          waits.add(Duration.ofSeconds(random.nextInt(600)));
        }
      }
      boolean passed = world.passes();
      if (world.skew.abs().compareTo(MOST) > 0) {
        assertThat(passed).as("seed %d, a clock that is off by %s", seed, world.skew).isFalse();
        refused++;
      }
    }
    assertThat(refused).isBetween(worlds / 2, worlds - 100);
  }

  private boolean passes() {
    try {
      check();
      return true;
    } catch (JobFailure _) {
      return false;
    }
  }

  private void check() {
    new CheckClock(this::answer, () -> time.plus(skew), ClockSettings.DEFAULT).refuseSkew();
  }

  private Instant answer() {
    pass(before);
    Instant answer = time;
    pass(after);
    return answer;
  }

  private void pass(Deque<Duration> waits) {
    if (!waits.isEmpty()) {
      time = time.plus(waits.removeFirst());
    }
  }
}
