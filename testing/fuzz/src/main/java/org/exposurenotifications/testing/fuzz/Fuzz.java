// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Hands a parser one mutated sample after the other, until the time is over or one fails.
 *
 * <p>{@code -Dfuzz.seconds} is the time for each parser, 4 by default; {@code -Dfuzz.seed} another
 * seed than the parser's own. Inputs in {@code src/test/resources/fuzz/NAME} are tried first.
 *
 * @param name of the parser
 * @param mostBytes what one input may make the parser allocate, also if it is garbage at once
 * @param longest processor time for one input
 */
public record Fuzz(String name, long mostBytes, Duration longest) {
  private static final long SECONDS = 4;

  /** The parser, and what has to be true of its outcome; whatever it throws is a failure. */
  @FunctionalInterface
  public interface Check {
    void accept(byte[] input) throws Exception;
  }

  /**
   * Looks for a failure.
   *
   * @param samples valid inputs, which have to pass too
   * @throws AssertionError with the seed and the reduced input, if one fails
   */
  public void run(List<byte[]> samples, Check check) {
    long seed = Long.getLong("fuzz.seed", name.hashCode());
    var trial = new Trial(check, mostBytes, longest);
    long end =
        System.nanoTime() + Duration.ofSeconds(Long.getLong("fuzz.seconds", SECONDS)).toNanos();
    // classes that are loaded now are no cost of an input
    samples.forEach(trial::failure);
    Stream.concat(samples.stream(), kept().stream())
        .forEach(input -> require(trial, input, "a sample or a kept input"));
    long round = 0;
    while (System.nanoTime() < end) {
      byte[] input = Mutations.of(samples, new Random(seed + round));
      require(trial, input, "seed " + (seed + round));
      round++;
    }
    System.out.println("fuzzed " + name + " with " + round + " inputs from seed " + seed);
  }

  private void require(Trial trial, byte[] input, String origin) {
    Optional<Throwable> failure = trial.failure(input);
    if (failure.isPresent()) {
      byte[] reduced = Reduction.of(input, trial, failure.get());
      throw new AssertionError(
          "%s fails on %s (%s); reduced to %s bytes, in Base64: %s"
              .formatted(
                  name,
                  origin,
                  failure.get(),
                  reduced.length,
                  Base64.getEncoder().encodeToString(reduced)),
          failure.get());
    }
  }

  /** Maven runs tests in their module's folder. */
  private List<byte[]> kept() {
    Path folder = Path.of("src/test/resources/fuzz", name);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(Fuzz::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
