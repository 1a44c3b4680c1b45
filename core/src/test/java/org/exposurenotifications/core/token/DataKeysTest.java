// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.exposurenotifications.core.fixtures.Waiting;
import org.exposurenotifications.core.token.proto.RevisionTokenEnvelope;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.token.RevisionKeyStore.WrappedKey;
import org.junit.jupiter.api.Test;

/** Keys come, go and fail while tokens under them are around. */
class DataKeysTest {
  private static final Instant NOW = KeyStock.CREATED;
  private static final Instant SOON = NOW.plus(KeyStock.CACHE.dividedBy(2));
  private static final Instant LATER = NOW.plus(KeyStock.CACHE);
  private static final List<TokenEntry> KEYS = List.of(Teks.of(1, 2_991_600, 144));

  private final KeyStock stock = new KeyStock();
  private final RevisionTokens tokens = stock.instance();
  private final RevisionTokens other = stock.instance();

  @Test
  void tokensUnderOlderKeysGoOnOpeningAndTheNewestSeals() throws InvalidProtocolBufferException {
    stock.add(7);
    Bytes first = tokens.seal(KEYS, NOW);
    stock.add(3);

    assertThat(keyId(tokens.seal(KEYS, SOON.minusNanos(1)))).isEqualTo("7");
    assertThat(keyId(tokens.seal(KEYS, SOON))).isEqualTo("3");
    assertThat(tokens.open(first, LATER)).contains(KEYS);
  }

  @Test
  void aTokenUnderARemovedKeyIsNone() {
    stock.add(7);
    Bytes token = tokens.seal(KEYS, NOW);
    stock.add(8);
    stock.destroy(7);

    assertThat(tokens.open(token, SOON.minusNanos(1))).contains(KEYS);
    assertThat(tokens.open(token, SOON)).isEmpty();
    assertThat(stock.instance().open(token, NOW)).isEmpty();
  }

  @Test
  void eachKeyIsUnwrappedOnce() {
    stock.add(7);
    stock.add(8);
    for (int minute = 0; minute < 10; minute++) {
      assertThat(tokens.seal(KEYS, NOW.plus(KeyStock.CACHE.multipliedBy(minute)))).isNotNull();
    }

    assertThat(stock.unwraps()).isEqualTo(2);
    assertThat(stock.looks()).isEqualTo(10);
  }

  @Test
  void anotherInstancesNewKeyIsFoundAtOnceButOnlyOnceInAPeriod() {
    stock.add(7);
    assertThat(tokens.seal(KEYS, NOW)).isNotNull();
    stock.add(8);
    Bytes second = other.seal(KEYS, NOW);
    Instant early = NOW.plusSeconds(1);
    assertThat(tokens.open(second, early)).contains(KEYS);
    int looks = stock.looks();

    stock.add(9);
    Bytes third = stock.instance().seal(KEYS, NOW);
    Instant reload = early.plus(KeyStock.CACHE.dividedBy(2));
    assertThat(tokens.open(third, reload.minusNanos(1))).isEmpty();
    assertThat(stock.looks()).isEqualTo(looks + 1);
    assertThat(tokens.open(third, reload)).contains(KEYS);
  }

  @Test
  void madeUpIdsCauseNoMoreThanOneLookInAPeriod() {
    stock.add(7);
    assertThat(tokens.seal(KEYS, NOW)).isNotNull();
    List<Bytes> madeUp =
        IntStream.range(1000, 1500)
            .mapToObj(id -> RevisionTokenEnvelope.newBuilder().setKeyId("" + id).build())
            .map(envelope -> Bytes.of(envelope.toByteArray()))
            .toList();

    assertThat(madeUp.parallelStream().map(token -> tokens.open(token, NOW.plusSeconds(1))))
        .allMatch(Optional::isEmpty);
    assertThat(stock.looks()).isEqualTo(2);
    assertThat(stock.unwraps()).isEqualTo(1);
  }

  @Test
  void aKeyThatCannotBeUnwrappedLeavesTheOthersAlone() throws InvalidProtocolBufferException {
    stock.add(7);
    Bytes oldest = tokens.seal(KEYS, NOW);
    WrappedKey newest = stock.add(8);
    Bytes locked = other.seal(KEYS, NOW);
    stock.lock(newest);

    assertThat(tokens.open(oldest, LATER)).contains(KEYS);
    assertThat(keyId(tokens.seal(KEYS, LATER))).isEqualTo("7");
    // its tokens are good, so they must not be taken for none
    assertThatThrownBy(() -> tokens.open(locked, LATER)).isInstanceOf(PortFailure.Transient.class);
    assertThat(other.open(locked, LATER)).contains(KEYS);

    stock.unlock(newest);
    Instant afterwards = LATER.plus(KeyStock.CACHE);
    assertThat(tokens.open(locked, afterwards)).contains(KEYS);
    assertThat(keyId(tokens.seal(KEYS, afterwards))).isEqualTo("8");
  }

  @Test
  void aDataKeyOfAWrongLengthIsAFailureOfItsOwn() {
    stock.add(7);
    Bytes token = tokens.seal(KEYS, NOW);
    for (int length : new int[] {0, 16, 31, 33}) {
      stock.add(100 + length, Bytes.of(new byte[length]));
    }
    Bytes broken =
        Bytes.of(RevisionTokenEnvelope.newBuilder().setKeyId("131").build().toByteArray());

    assertThat(tokens.open(token, LATER)).contains(KEYS);
    assertThatThrownBy(() -> tokens.open(broken, LATER)).isInstanceOf(PortFailure.Permanent.class);
  }

  @Test
  void withoutAnyKeyThatWorksNothingIsSealed() {
    stock.lock(stock.add(7));
    stock.lock(stock.add(8));

    assertThatThrownBy(() -> tokens.seal(KEYS, NOW)).isInstanceOf(PortFailure.Transient.class);
  }

  @Test
  void aFailureOfTheStoreIsHandedOnAndNotKept() {
    stock.add(7);
    Bytes token = other.seal(KEYS, NOW);
    PortFailure failure = new PortFailure.Transient("no database", null);
    stock.fail(failure);

    assertThatThrownBy(() -> tokens.seal(KEYS, NOW)).isSameAs(failure);
    assertThatThrownBy(() -> tokens.open(token, NOW)).isSameAs(failure);
    // what is cached does not need the store, whose failure is not taken for a bad token either
    assertThat(other.open(token, NOW)).contains(KEYS);
    assertThat(other.open(token, LATER)).contains(KEYS);
    Instant limit = LATER.plus(KeyStock.CACHE);
    assertThat(other.open(token, limit.minusNanos(1))).contains(KEYS);
    assertThatThrownBy(() -> other.open(token, limit)).isSameAs(failure);

    stock.recover();
    assertThat(tokens.open(token, NOW)).contains(KEYS);
    assertThat(other.open(token, limit)).contains(KEYS);
  }

  @Test
  void aLookForANewKeyThatFailsIsMadeAgain() {
    stock.add(7);
    assertThat(tokens.seal(KEYS, NOW)).isNotNull();
    stock.add(8);
    Bytes token = other.seal(KEYS, NOW);
    stock.fail(new PortFailure.Transient("no database", null));
    assertThatThrownBy(() -> tokens.open(token, NOW)).isInstanceOf(PortFailure.Transient.class);

    stock.recover();
    assertThat(tokens.open(token, NOW.plusSeconds(1))).contains(KEYS);
  }

  @Test
  void whoComesDuringALookForANewKeyWaitsForIt() {
    stock.add(7);
    assertThat(tokens.seal(KEYS, NOW)).isNotNull();
    stock.add(8);
    Bytes token = other.seal(KEYS, NOW);
    CompletableFuture<Optional<List<TokenEntry>>> second = new CompletableFuture<>();
    stock.beforeLook(() -> {
      stock.recover();
      Waiting.until(Thread.startVirtualThread(() -> second.complete(tokens.open(token, NOW))));
    });

    assertThat(tokens.open(token, NOW)).contains(KEYS);
    assertThat(second.join()).contains(KEYS);
  }

  private static String keyId(Bytes token) throws InvalidProtocolBufferException {
    return RevisionTokenEnvelope.parseFrom(token.toByteArray()).getKeyId();
  }
}
