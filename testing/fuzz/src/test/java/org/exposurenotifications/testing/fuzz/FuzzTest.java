// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Failures are found, named and made small. */
final class FuzzTest {
  private static final byte[] SAMPLE = "{\"count\":17,\"name\":\"none\"}".getBytes(ISO_8859_1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Fuzz fuzz = new Fuzz("fuzz", 10_000_000, SECOND);

  @Test
  void aFailureIsNamedWithItsSeedAndTheReducedInput() {
    String smallest = Base64.getEncoder().encodeToString("-".getBytes(ISO_8859_1));
    assertThatThrownBy(() ->
            fuzz.run(
                List.of(SAMPLE),
                input -> {
                  if (new String(input, ISO_8859_1).contains("-")) {
                    throw new NumberFormatException("negative");
                  }
                }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("fuzz fails on seed ")
        .hasMessageContaining("negative")
        .hasMessageEndingWith("reduced to 1 bytes, in Base64: " + smallest);
  }

  @Test
  void whatIsTooLargeOrTooSlowFails() {
    var kept = new ArrayList<byte[]>();
    assertThatThrownBy(() -> fuzz.run(List.of(SAMPLE), _ -> kept.add(new byte[11_000_000])))
        .hasMessageContaining("it allocates more than 10000000");
    assertThatThrownBy(() ->
            new Fuzz("slow", Long.MAX_VALUE, Duration.ZERO)
                .run(
                    List.of(SAMPLE),
                    _ -> assertThat(new Random(1).ints(1_000_000).sum()).isNotZero()))
        .hasMessageContaining("it takes longer than PT0S");
  }

  @Test
  void errorsAreFailuresToo() {
    assertThatThrownBy(() -> fuzz.run(List.of(SAMPLE), _ -> recurse(0)))
        .hasCauseInstanceOf(StackOverflowError.class);
  }

  @Test
  void inputsOfOneSeedAreTheSame() {
    for (long seed = 0; seed < 200; seed++) {
      assertThat(Mutations.of(List.of(SAMPLE), new Random(seed)))
          .isEqualTo(Mutations.of(List.of(SAMPLE), new Random(seed)));
    }
  }

  @SuppressWarnings("InfiniteRecursion")
  private static int recurse(int depth) {
    return recurse(depth + 1) + 1;
  }
}
