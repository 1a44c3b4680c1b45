// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exposurenotifications.core.token.proto.RevisableKey;
import org.exposurenotifications.core.token.proto.RevisionTokenContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFormatTest {
  private static final int BLOCK = 900;

  private final Random random = new Random(11);
  private final TokenFormat format = new TokenFormat(28);

  @Test
  void whatIsWrittenIsReadBack() {
    for (int count = 0; count <= 100; count++) {
      List<TokenEntry> keys = Teks.random(random, count);
      assertThat(TokenFormat.decode(format.encode(keys))).contains(keys);
    }
  }

  @Test
  void upToThirtyKeysAreOneLengthWhateverTheyAre() {
    for (int round = 0; round < 200; round++) {
      for (int count = 1; count <= 30; count++) {
        assertThat(format.encode(Teks.random(random, count))).hasSize(BLOCK);
      }
    }
    assertThat(format.encode(same(30, Teks.of(0xff, Integer.MAX_VALUE, 144)))).hasSize(BLOCK);
    assertThat(format.encode(same(1, Teks.of(0, 0, 1)))).hasSize(BLOCK);
  }

  /** A watcher must not learn who reported a negative result first. */
  @Test
  void theLengthDoesNotTellStoredFromMentionedKeys() {
    for (int count = 1; count <= 200; count++) {
      List<TokenEntry> stored =
          Teks.random(random, count).stream()
              .map(entry -> new TokenEntry(entry.key(), true))
              .toList();
      List<TokenEntry> mentioned =
          stored.stream().map(entry -> new TokenEntry(entry.key(), false)).toList();
      assertThat(format.encode(mentioned)).hasSameSizeAs(format.encode(stored));
    }
  }

  /** As the Go server and older versions do. */
  @Test
  void whoDoesNotKnowMentionedKeysDoesNotSeeThem() throws InvalidProtocolBufferException {
    byte[] plaintext = format.encode(List.of(Teks.of(1, 5, 6), new TokenEntry(Teks.key(2), false)));

    assertThat(RevisionTokenContent.parseFrom(plaintext).getKeysList())
        .filteredOn(key -> key.getRollingPeriod() > 0)
        .singleElement()
        .satisfies(key -> assertThat(key.getRollingStart()).isEqualTo(5));
    assertThat(TokenFormat.decode(plaintext).orElseThrow()).hasSize(2);
  }

  @Test
  void moreKeysTakeAnotherBlock() {
    for (int count = 31; count <= 200; count++) {
      byte[] plaintext = format.encode(Teks.random(random, count));
      assertThat(plaintext.length % BLOCK).isZero();
      assertThat(plaintext.length).isLessThanOrEqualTo((count / 30 + 1) * BLOCK);
    }
  }

  /** Entries of 26 bytes leave each gap of an even number of bytes, those of 25 the others. */
  @Test
  void everyGapIsClosed() {
    TokenEntry even = Teks.of(1, 1 << 14, 100);
    TokenEntry odd = Teks.of(1, 1 << 7, 100);
    for (int longer = 0; longer <= 36; longer++) {
      for (int shorter = 0; shorter <= 36; shorter++) {
        List<TokenEntry> keys =
            Stream.concat(same(longer, even).stream(), same(shorter, odd).stream()).toList();
        byte[] plaintext = format.encode(keys);
        assertThat(plaintext.length % BLOCK).isZero();
        assertThat(TokenFormat.decode(plaintext)).contains(keys);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 29, 30})
  void aSmallerMinimumMakesNoSmallerTokens(int minimum) {
    assertThat(new TokenFormat(minimum).encode(Teks.random(random, 1))).hasSize(BLOCK);
  }

  @Test
  void aLargerMinimumMakesRoomForThatManyKeys() {
    TokenFormat larger = new TokenFormat(50);

    for (int count = 1; count <= 50; count++) {
      assertThat(larger.encode(Teks.random(random, count))).hasSize(1500);
    }
  }

  @Test
  void entriesThatAreNoKeysAreSkipped() {
    TokenEntry key = Teks.of(7, 2_991_600, 144);
    RevisionTokenContent content =
        RevisionTokenContent.newBuilder()
            .addKeys(RevisableKey.getDefaultInstance())
            .addKeys(entry(16, 0, 0))
            .addKeys(entry(15, 1, 1))
            .addKeys(entry(17, 1, 1))
            .addKeys(entry(16, -1, 1))
            .addKeys(entry(16, Integer.MIN_VALUE, 144))
            .addKeys(entry(16, 1, 0))
            .addKeys(entry(16, 1, -1))
            .addKeys(entry(16, 1, 145))
            .addKeys(entry(16, 1, Integer.MAX_VALUE))
            .addKeys(
                RevisableKey.newBuilder()
                    .setKeyData(ByteString.copyFrom(key.key().keyData().toByteArray()))
                    .setRollingStart(2_991_600)
                    .setRollingPeriod(144))
            .build();

    assertThat(TokenFormat.decode(content.toByteArray())).contains(List.of(key));
  }

  @Test
  void fieldsOfLaterVersionsAreSkipped() {
    UnknownFieldSet later =
        UnknownFieldSet.newBuilder()
            .addField(9, UnknownFieldSet.Field.newBuilder().addVarint(-1).build())
            .addField(
                99, UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.EMPTY).build())
            .build();
    RevisionTokenContent content =
        RevisionTokenContent.newBuilder()
            .addKeys(entry(16, 5, 6).toBuilder().setUnknownFields(later))
            .setUnknownFields(later)
            .build();

    assertThat(TokenFormat.decode(content.toByteArray())).contains(List.of(Teks.of(0, 5, 6)));
  }

  @Test
  void anythingAtAllIsReadOrRefused() {
    for (int round = 0; round < 20_000; round++) {
      byte[] noise = new byte[random.nextInt(40)];
      random.nextBytes(noise);
      if (noise.length > 4) {
        // so that some of it gets as far as an entry
        noise[0] = 0x0a;
        noise[1] = (byte) (noise.length - 2);
      }
      TokenFormat.decode(noise)
          .ifPresent(keys -> assertThat(keys).allMatch(entry -> entry.key().rollingPeriod() > 0));
    }
    assertThat(TokenFormat.decode(new byte[0])).contains(List.of());
    assertThat(TokenFormat.decode(new byte[] {0x0a, 0x7f})).isEmpty();
  }

  private static RevisableKey entry(int length, int start, int period) {
    return RevisableKey.newBuilder()
        .setKeyData(ByteString.copyFrom(new byte[length]))
        .setRollingStart(start)
        .setRollingPeriod(period)
        .build();
  }

  private static List<TokenEntry> same(int count, TokenEntry key) {
    return IntStream.range(0, count).mapToObj(_ -> key).toList();
  }
}
