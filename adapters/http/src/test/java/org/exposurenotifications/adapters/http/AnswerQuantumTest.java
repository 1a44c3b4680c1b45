// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnswerQuantumTest {
  private static final Duration QUANTUM = Duration.ofMillis(50);

  @Test
  void answersLeaveAtAMultipleOfTheQuantumAndNotBeforeTheFirst() {
    Random random = new Random(6);
    for (int i = 0; i < 100_000; i++) {
      Duration quantum = Duration.ofNanos(random.nextLong(1_000_000, 5_000_000_000L));
      Duration taken = Duration.ofNanos(random.nextLong(20_000_000_000L));
      Duration remaining = AnswerQuantum.remaining(taken, quantum);
      long leaves = taken.plus(remaining).toNanos();

      assertThat(remaining).isBetween(Duration.ZERO, quantum);
      assertThat(leaves % quantum.toNanos()).isZero();
      assertThat(leaves).isGreaterThanOrEqualTo(quantum.toNanos());
    }
  }

  @Test
  void allWorkOfOneQuantumEndsAtTheSameTime() {
    assertThat(AnswerQuantum.remaining(Duration.ZERO, QUANTUM)).isEqualTo(QUANTUM);
    assertThat(AnswerQuantum.remaining(QUANTUM.minusNanos(1), QUANTUM))
        .isEqualTo(Duration.ofNanos(1));
    assertThat(AnswerQuantum.remaining(QUANTUM, QUANTUM)).isEqualTo(Duration.ZERO);
    assertThat(AnswerQuantum.remaining(QUANTUM.plusNanos(1), QUANTUM))
        .isEqualTo(QUANTUM.minusNanos(1));
  }

  @Test
  void aClockThatIsSetBackKeepsAnAnswerForOneQuantumAtMost() {
    assertThat(AnswerQuantum.remaining(Duration.ofHours(-1), QUANTUM)).isEqualTo(QUANTUM);
  }

  @Test
  void onlyAnswersThatTookLongerThanAQuantumAreOverruns() {
    Instant now = Instant.EPOCH.plusSeconds(60);
    AnswerQuantum quantum = new AnswerQuantum(Duration.ofMillis(1), () -> now);
    quantum.await(now);
    quantum.await(now.minusMillis(1));
    assertThat(quantum.overruns()).isZero();
    quantum.await(now.minusNanos(1_000_001));
    quantum.await(now.minusSeconds(3));
    assertThat(quantum.overruns()).isEqualTo(2);
  }

  @Test
  void withoutAQuantumNothingWaitsOrIsCounted() {
    Instant now = Instant.EPOCH;
    AnswerQuantum none = new AnswerQuantum(Duration.ZERO, () -> now);
    none.await(now.minusSeconds(60));

    assertThat(none.overruns()).isZero();
  }
}
