// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.testing.fuzz.Fuzz;
import org.junit.jupiter.api.Test;

/** Tokens from anyone, and what could be inside one. */
final class RevisionTokenFuzzTest {
  private static final Instant NOW = KeyStock.CREATED;
  private static final long MOST_BYTES = 4_000_000;

  private final KeyStock stock = new KeyStock();
  private final List<TokenEntry> keys = entries();

  private static List<TokenEntry> entries() {
    Random random = new Random(1);
    return Teks.random(random, 14).stream()
        .map(entry -> new TokenEntry(entry.key(), random.nextBoolean()))
        // as they are written: stored ones first
        .sorted(Comparator.comparing(entry -> !entry.stored()))
        .toList();
  }

  @Test
  void aChangedTokenHoldsNothingOrTheSame() {
    stock.add(7);
    RevisionTokens tokens = stock.instance();
    new Fuzz("token", MOST_BYTES, Duration.ofSeconds(1))
        .run(
            List.of(tokens.seal(keys, NOW).toByteArray()),
            input ->
                assertThat(tokens.open(Bytes.of(input), NOW))
                    .isIn(Optional.empty(), Optional.of(keys)));
  }

  @Test
  void whatIsReadIsReadAgainOnceItIsWritten() {
    var format = new TokenFormat(30);
    new Fuzz("token-content", MOST_BYTES, Duration.ofSeconds(1))
        .run(
            List.of(format.encode(keys)),
            input ->
                TokenFormat.decode(input)
                    .ifPresent(read ->
                        assertThat(TokenFormat.decode(format.encode(read))).contains(read)));
  }
}
