// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.secrets.Secret;
import org.junit.jupiter.api.Test;

final class SecretCacheTest {
  private final MovingClock clock = new MovingClock();
  private int asked;
  private Supplier<Optional<Secret>> answer = Optional::empty;
  private final SecretCache cache = cache(Duration.ofMinutes(5));

  @Test
  void aValueIsAskedForOnceInItsTime() {
    answer = () -> secret("one");
    assertThat(text()).hasValue("one");
    answer = () -> secret("two");
    clock.advance(Duration.ofMinutes(5).minusNanos(1));
    assertThat(text()).hasValue("one");
    clock.advance(Duration.ofNanos(1));
    assertThat(text()).hasValue("two");
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void absenceIsNotRemembered() {
    assertThat(text()).isEmpty();
    answer = () -> secret("one");
    assertThat(text()).hasValue("one");
  }

  @Test
  void whatIsGoneIsGoneWhenItsTimeIsUp() {
    answer = () -> secret("one");
    assertThat(text()).hasValue("one");
    answer = Optional::empty;
    clock.advance(Duration.ofMinutes(5));
    assertThat(text()).isEmpty();
    answer = () -> failing(new PortFailure.Transient("down", null));
    assertThatThrownBy(this::text).hasMessage("down");
  }

  @Test
  void theLastValueStaysWhileTheStoreIsInTrouble() {
    answer = () -> failing(new PortFailure.Transient("down", null));
    assertThatThrownBy(this::text).hasMessage("down");
    answer = () -> secret("one");
    assertThat(text()).hasValue("one");
    clock.advance(Duration.ofHours(1));
    answer = () -> failing(new PortFailure.Transient("down", null));
    assertThat(text()).hasValue("one");
    answer = () -> secret("two");
    assertThat(text()).hasValue("two");
  }

  @Test
  void aRefusalEndsTheUseOfTheLastValue() {
    answer = () -> secret("one");
    assertThat(text()).hasValue("one");
    clock.advance(Duration.ofHours(1));
    answer = () -> failing(new PortFailure.Permanent("destroyed", null));
    assertThatThrownBy(this::text).hasMessage("destroyed");
    answer = () -> failing(new PortFailure.Transient("down", null));
    assertThatThrownBy(this::text).hasMessage("down");
  }

  @Test
  void withoutATimeEachCallAsks() {
    SecretCache none = cache(Duration.ZERO);
    answer = () -> secret("one");
    assertThat(none.find("a")).isPresent();
    assertThat(none.find("a")).isPresent();
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void callersAtOnceAskOnce() {
    answer = () -> secret("one");
    assertThat(IntStream.range(0, 16).parallel().mapToObj(_ -> text()).distinct())
        .containsExactly(Optional.of("one"));
    assertThat(asked).isEqualTo(1);
  }

  private SecretCache cache(Duration ttl) {
    return new SecretCache(
        _ -> {
          asked++;
          return answer.get();
        },
        ttl,
        clock);
  }

  private Optional<String> text() {
    return cache.find("a").map(Secret::reveal);
  }

  private static Optional<Secret> secret(String text) {
    return Optional.of(new Secret(Bytes.of(text.getBytes(StandardCharsets.UTF_8))));
  }

  private static Optional<Secret> failing(PortFailure failure) {
    throw failure;
  }
}
