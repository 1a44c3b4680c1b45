// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exposurenotifications.adapters.http.AnswerQuantum.CALM;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AnswerQuantumTest {
  private static final Duration QUANTUM = Duration.ofMillis(50);

  private final AtomicReference<Instant> time = new AtomicReference<>(Instant.EPOCH);
  private final List<Duration> waits = new ArrayList<>();
  private final AnswerQuantum quantum = new AnswerQuantum(QUANTUM, time::get, waits::add);

  @Test
  void answersLeaveAtAMultipleOfTheQuantumAndNotBeforeTheFirst() {
    Random random = new Random(6);
    for (int i = 0; i < 10_000; i++) {
      Duration taken = Duration.ofNanos(random.nextLong(20_000_000_000L));
      Duration leaves = taken.plus(wait(taken));

      assertThat(leaves.toNanos() % QUANTUM.toNanos()).isZero();
      assertThat(leaves).isGreaterThanOrEqualTo(QUANTUM);
    }
  }

  @Test
  void allWorkOfOneQuantumEndsAtTheSameTime() {
    assertThat(wait(Duration.ZERO)).isEqualTo(QUANTUM);
    assertThat(wait(QUANTUM.minusNanos(1))).isEqualTo(Duration.ofNanos(1));
    assertThat(wait(QUANTUM)).isEqualTo(Duration.ZERO);
    assertThat(wait(QUANTUM.plusNanos(1))).isEqualTo(QUANTUM.minusNanos(1));
  }

  @Test
  void aClockThatIsSetBackKeepsAnAnswerForOneQuantumAtMost() {
    assertThat(wait(Duration.ofHours(-1))).isEqualTo(QUANTUM);
  }

  @Test
  void afterALateAnswerAllTakeAsLongUntilThereWasNoneForAWhile() {
    assertThat(leaves(QUANTUM.plusNanos(1))).isEqualTo(QUANTUM.multipliedBy(2));
    assertThat(quantum.overruns()).isEqualTo(1);

    Random random = new Random(7);
    for (int i = 0; i < 100; i++) {
      time.set(time.get().plus(CALM).minusNanos(1));
      assertThat(leaves(Duration.ofNanos(random.nextLong(QUANTUM.toNanos()))))
          .as("one that would have been early")
          .isEqualTo(QUANTUM.multipliedBy(2));
      assertThat(leaves(QUANTUM.plusNanos(2))).isEqualTo(QUANTUM.multipliedBy(2));
    }
    assertThat(quantum.overruns()).as("nobody was later than the others").isEqualTo(1);

    time.set(time.get().plus(CALM));
    assertThat(leaves(Duration.ZERO)).isEqualTo(QUANTUM);
  }

  @Test
  void anAnswerThatTakesForEverDoesNotMakeTheOthersDoSo() {
    assertThat(leaves(QUANTUM.multipliedBy(50))).isEqualTo(QUANTUM.multipliedBy(50));
    assertThat(leaves(Duration.ZERO)).isEqualTo(QUANTUM.multipliedBy(AnswerQuantum.MOST_QUANTA));
  }

  @Test
  void withoutAQuantumNothingWaitsOrIsCounted() {
    AnswerQuantum none = new AnswerQuantum(Duration.ZERO, time::get, waits::add);
    none.await(time.get().minusSeconds(60));

    assertThat(waits).isEmpty();
    assertThat(none.overruns()).isZero();
  }

  private Duration leaves(Duration taken) {
    return taken.plus(wait(taken));
  }

  private Duration wait(Duration taken) {
    quantum.await(time.get().minus(taken));
    return waits.removeLast();
  }
}
