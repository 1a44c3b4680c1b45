// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.exposurenotifications.ports.PortFailure;
import org.junit.jupiter.api.Test;

final class RetriesTest {
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void pausesGrowAndDifferBetweenCallers() {
    Set<List<Duration>> seen = new HashSet<>();
    for (int seed = 0; seed < 10; seed++) {
      TestTime time = new TestTime();
      Retries retries = new Retries(time, new Random(seed), time, Duration.ofHours(1));
      assertThatThrownBy(() -> retries.run(this::fail)).isInstanceOf(PortFailure.Transient.class);
      assertThat(time.pauses())
          .satisfiesExactly(
              pause -> assertThat(pause).isBetween(millis(100), millis(200)),
              pause -> assertThat(pause).isBetween(millis(200), millis(400)),
              pause -> assertThat(pause).isBetween(millis(400), millis(800)),
              pause -> assertThat(pause).isBetween(millis(800), millis(1600)),
              pause -> assertThat(pause).isBetween(millis(1500), millis(3000)),
              pause -> assertThat(pause).isBetween(millis(1500), millis(3000)),
              pause -> assertThat(pause).isBetween(millis(1500), millis(3000)));
      seen.add(time.pauses());
    }
    assertThat(seen).hasSize(10);
  }

  @Test
  void noTryBeginsAfterTheDeadline() {
    TestTime time = new TestTime();
    Retries retries = new Retries(time, new Random(1), time, Duration.ofSeconds(1));

    assertThatThrownBy(() -> retries.run(this::fail)).isInstanceOf(PortFailure.Transient.class);
    assertThat(time.pauses().stream().reduce(Duration.ZERO, Duration::plus))
        .isLessThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(calls.get()).isBetween(2, 4);
  }

  @Test
  void whatStaysIsNotTriedAgain() {
    TestTime time = new TestTime();
    Retries retries = new Retries(time, new Random(1), time, Duration.ofSeconds(1));

    assertThatThrownBy(() ->
            retries.run(() -> {
              calls.incrementAndGet();
              throw new PortFailure.Permanent("no", null);
            }))
        .isInstanceOf(PortFailure.Permanent.class);
    assertThat(calls).hasValue(1);
  }

  @Test
  void anInterruptedPauseEndsTheTries() {
    TestTime time = new TestTime();
    Retries retries =
        new Retries(
            time,
            new Random(1),
            _ -> {
              throw new InterruptedException();
            },
            Duration.ofSeconds(1));

    assertThatThrownBy(() -> retries.run(this::fail)).isInstanceOf(PortFailure.Transient.class);
    assertThat(calls).hasValue(1);
    assertThat(Thread.interrupted()).isTrue();
  }

  private Object fail() {
    calls.incrementAndGet();
    throw new PortFailure.Transient("not now", null);
  }

  private static Duration millis(int millis) {
    return Duration.ofMillis(millis);
  }
}
