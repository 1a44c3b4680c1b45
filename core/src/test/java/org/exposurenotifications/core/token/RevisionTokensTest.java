// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.exposurenotifications.core.token.proto.RevisionTokenEnvelope;
import org.exposurenotifications.ports.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionTokensTest {
  private static final Instant NOW = KeyStock.CREATED;
  private static final List<TokenEntry> KEYS =
      List.of(Teks.of(1, 2_991_600, 144), Teks.of(2, 2_991_744, 72));

  private final Random random = new Random(3);
  private final KeyStock stock = new KeyStock();
  private final RevisionTokens tokens = stock.instance();

  RevisionTokensTest() {
    stock.add(7);
  }

  @Test
  void whatIsSealedOpensAtEveryInstance() {
    RevisionTokens other = stock.instance();
    for (int count = 0; count <= 60; count++) {
      List<TokenEntry> keys = Teks.random(random, count);
      Bytes token = tokens.seal(keys, NOW);
      assertThat(tokens.open(token, NOW)).contains(keys);
      assertThat(other.open(token, NOW)).contains(keys);
    }
  }

  @Test
  void theLengthDoesNotTellUpToThirtyKeys() {
    Set<Integer> lengths = new HashSet<>();
    for (int count = 1; count <= 30; count++) {
      lengths.add(tokens.seal(Teks.random(random, count), NOW).length());
    }
    assertThat(lengths).hasSize(1);
  }

  @Test
  void noTwoTokensAreAlike() {
    Set<Bytes> seen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      assertThat(seen.add(tokens.seal(KEYS, NOW))).isTrue();
    }
    assertThat(stock.instance().seal(KEYS, NOW)).isNotIn(seen);
  }

  @Test
  void everyBitCounts() {
    byte[] token = tokens.seal(KEYS, NOW).toByteArray();

    for (int i = 0; i < token.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = token.clone();
        changed[i] ^= (byte) (1 << bit);
        assertThat(tokens.open(Bytes.of(changed), NOW)).as("byte %s bit %s", i, bit).isEmpty();
      }
    }
  }

  @Test
  void aTokenCutShortIsNone() {
    byte[] token = tokens.seal(KEYS, NOW).toByteArray();

    for (int length = 0; length < token.length; length++) {
      assertThat(tokens.open(Bytes.of(Arrays.copyOf(token, length)), NOW)).isEmpty();
    }
  }

  @Test
  void aTokenSealedWithOtherAssociatedDataIsNone() {
    Bytes token = stock.instance(Bytes.of(new byte[16])).seal(KEYS, NOW);

    assertThat(tokens.open(token, NOW)).isEmpty();
  }

  @Test
  void aTokenUnderAnotherInstallationsKeyOfTheSameIdIsNone() {
    KeyStock other = new KeyStock();
    other.add(7, Bytes.of(new byte[32]));

    assertThat(tokens.open(other.instance().seal(KEYS, NOW), NOW)).isEmpty();
  }

  @Test
  void fieldsOfLaterVersionsAreSkipped() throws InvalidProtocolBufferException {
    RevisionTokenEnvelope later =
        envelope(tokens.seal(KEYS, NOW)).toBuilder()
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(3, UnknownFieldSet.Field.newBuilder().addVarint(5).build())
                    .build())
            .build();

    assertThat(tokens.open(Bytes.of(later.toByteArray()), NOW)).contains(KEYS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "0", "8", "-7", "-9223372036854775808", "9223372036854775807", "9223372036854775808",
        "99999999999999999999999999999999999999", "7.0", "0x7", " 7", "7 ", "7\u0000", "seven"
      })
  void anotherIdNamesNoKey(String id) throws InvalidProtocolBufferException {
    Bytes token = tokens.seal(KEYS, NOW);

    assertThat(tokens.open(labelled(token, id), NOW)).isEmpty();
    assertThat(tokens.open(labelled(token, "7"), NOW)).contains(KEYS);
  }

  @Test
  void nothingAndNoiseAreNoTokens() {
    assertThat(tokens.open(Bytes.empty(), NOW)).isEmpty();
    assertThat(tokens.open(Bytes.of(new byte[5000]), NOW)).isEmpty();
    for (int round = 0; round < 5_000; round++) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      assertThat(tokens.open(Bytes.of(noise), NOW)).isEmpty();
      // the same, sealed by nobody but labelled well
      assertThat(tokens.open(envelope("7", noise), NOW)).isEmpty();
    }
  }

  @Test
  void anEnvelopeInEnvelopesIsNoToken() {
    // groups may be nested, and are where a parser would run out of stack
    byte[] groups = new byte[100_000];
    Arrays.fill(groups, (byte) 0x1b);

    assertThat(tokens.open(Bytes.of(groups), NOW)).isEmpty();
  }

  @Test
  void idsMayHaveAllOfTheirRange() {
    for (long id : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      KeyStock odd = new KeyStock();
      odd.add(id);
      assertThat(odd.instance().open(odd.instance().seal(KEYS, NOW), NOW)).contains(KEYS);
    }
  }

  @Test
  void theSealedPartBeginsWithItsNonceAndEndsWithItsTag() throws InvalidProtocolBufferException {
    RevisionTokenEnvelope envelope = envelope(tokens.seal(KEYS, NOW));

    assertThat(envelope.getKeyId()).isEqualTo("7");
    assertThat(envelope.getSealed().size()).isEqualTo(12 + 900 + 16);
    assertThat(envelope.toByteArray())
        .startsWith(ByteBuffer.allocate(4).putInt(0x0a013712).array());
  }

  private static RevisionTokenEnvelope envelope(Bytes token) throws InvalidProtocolBufferException {
    return RevisionTokenEnvelope.parseFrom(token.toByteArray());
  }

  private static Bytes envelope(String id, byte[] sealed) {
    return Bytes.of(
        RevisionTokenEnvelope.newBuilder()
            .setKeyId(id)
            .setSealed(ByteString.copyFrom(sealed))
            .build()
            .toByteArray());
  }

  private static Bytes labelled(Bytes token, String id) throws InvalidProtocolBufferException {
    return envelope(id, envelope(token).getSealed().toByteArray());
  }
}
