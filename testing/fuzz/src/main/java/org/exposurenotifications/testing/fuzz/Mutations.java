// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Changes bytes, pieces and numbers of samples. */
final class Mutations {
  private static final int MOST = 6;
  private static final int LONGEST_PIECE = 64;
  private static final int MOST_REPEATS = 400;

  /** What has been wrong elsewhere: edges of numbers, ends of texts, beginnings of structures. */
  private static final List<String> TOKENS =
      List.of(
          "0",
          "-1",
          "1e999",
          "2147483648",
          "4294967296",
          "9223372036854775808",
          "0.5",
          "null",
          "true",
          "{",
          "}",
          "[",
          "]",
          "\"",
          ",",
          ":",
          "\\u0000",
          "\\ud800",
          "\0",
          "\n",
          "\r\n",
          "=",
          ".",
          "/",
          "..",
          "&a ",
          "*a",
          "!!",
          "- ",
          "? ",
          "%",
          "PK\3\4",
          "PK\1\2",
          "PK\5\6",
          "\u00ff\u00ff\u00ff\u00ff\u000f",
          "\u0080\u0080\u0080\u0080\u0080\u0080\u0080\u0080\u0080\u0001",
          "\u00ef\u00bb\u00bf",
          "\u00c0\u0080");

  private Mutations() {}

  static byte[] of(List<byte[]> samples, RandomGenerator random) {
    byte[] bytes = pick(samples, random);
    for (int i = random.nextInt(1, MOST + 1); i > 0; i--) {
      bytes = mutated(bytes, samples, random);
    }
    return bytes;
  }

  private static byte[] mutated(byte[] bytes, List<byte[]> samples, RandomGenerator random) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(LONGEST_PIECE));
    return switch (random.nextInt(9)) {
      case 0 -> flipped(bytes, random);
      case 1 -> replaced(bytes, from, to, noise(random));
      case 2 -> replaced(bytes, from, to, new byte[0]);
      case 3 -> replaced(bytes, from, from, token(random));
      case 4 -> replaced(bytes, from, Math.min(bytes.length, from + 1), token(random));
      case 5 -> replaced(bytes, from, from, piece(pick(samples, random), random));
      case 6 -> replaced(bytes, from, from, repeated(Arrays.copyOfRange(bytes, from, to), random));
      case 7 -> number(bytes, from, random);
      default -> Arrays.copyOf(bytes, from);
    };
  }

  private static byte[] pick(List<byte[]> samples, RandomGenerator random) {
    return samples.get(random.nextInt(samples.size())).clone();
  }

  private static byte[] flipped(byte[] bytes, RandomGenerator random) {
    if (bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private static byte[] noise(RandomGenerator random) {
    byte[] noise = new byte[random.nextInt(1, 9)];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] token(RandomGenerator random) {
    return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] piece(byte[] sample, RandomGenerator random) {
    int from = random.nextInt(sample.length + 1);
    return Arrays.copyOfRange(sample, from, random.nextInt(from, sample.length + 1));
  }

  private static byte[] repeated(byte[] piece, RandomGenerator random) {
    var out = new ByteArrayOutputStream();
    int most = random.nextInt(4) == 0 ? MOST_REPEATS : 3;
    for (int i = random.nextInt(1, most); i > 0; i--) {
      out.writeBytes(piece);
    }
    return out.toByteArray();
  }

  /** The next number that is written in digits becomes another. */
  private static byte[] number(byte[] bytes, int from, RandomGenerator random) {
    int begin = from;
    while (begin < bytes.length && !isDigit(bytes[begin])) {
      begin++;
    }
    int end = begin;
    while (end < bytes.length && isDigit(bytes[end])) {
      end++;
    }
    String other = Long.toString(random.nextLong() >> random.nextInt(Long.SIZE));
    return replaced(bytes, begin, end, other.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
    var out = new ByteArrayOutputStream(bytes.length + by.length);
    out.write(bytes, 0, from);
    out.writeBytes(by);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }
}
