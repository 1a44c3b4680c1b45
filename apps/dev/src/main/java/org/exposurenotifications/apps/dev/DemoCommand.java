// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole main job, before one's eyes. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Watch the whole job with a PostgreSQL, a server and three phones that live for a minute: Alice"
          + " is diagnosed, Bob met her, Carol did not.",
      "Certificate, publish, export, download, signature check, match; then a revision; then, with"
          + " the clock moved, everything is forgotten. Exits 1 if a step fails.",
      "Leaves nothing behind."
    })
final class DemoCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--ahead", hidden = true, description = "How far ahead the clock is at first.")
  Duration ahead = Duration.ZERO;

  private int number;

  /** A part of the story. */
  @FunctionalInterface
  private interface Step {
    String play() throws IOException, InterruptedException;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Path directory = Files.createTempDirectory("keyserver-demo");
    long begin = System.nanoTime();
    try {
      play(out, directory);
      out.printf("All as it should be, in %.1f s.%n", seconds(begin));
      return 0;
    } catch (DemoFailure failure) {
      out.println("   FAILED: " + failure.getMessage());
      return 1;
    } finally {
      out.flush();
      delete(directory);
    }
  }

  private void play(PrintWriter out, Path directory) throws IOException, InterruptedException {
    out.println("Starting a PostgreSQL, durable as in production, and the server …");
    out.flush();
    long begin = System.nanoTime();
    try (var world = DemoWorld.start(directory)) {
      world.clock.advance(ahead);
      out.printf("   %s, every role, in %.1f s%n", world.address("/"), seconds(begin));
      step(
          out,
          "Register an authority, its app and an export",
          () -> {
            world.register();
            return "files every " + DemoWorld.PERIOD.toHours() + " hours, signed by 310-v1";
          });
      var story = new DemoStory(world);
      step(out, "Fourteen days pass", story::live);
      step(out, "Alice is ill: certificate and upload", story::publish);
      step(out, "Somebody uploads other keys with such a certificate", story::publishOthers);
      step(out, "Twelve hours later: export", story::export);
      step(out, "Bob and Carol download and check the signatures", story::download);
      step(out, "Somebody changes one bit of each file", story::forge);
      step(out, "Bob and Carol match on their phones", story::match);
      step(out, "Alice's test is negative: revision, export, download", story::revise);
      step(out, "Seventeen days later: clean-up", story::forget);
    }
  }

  private void step(PrintWriter out, String title, Step step)
      throws IOException, InterruptedException {
    number++;
    out.printf("%2d %s%n", number, title);
    out.flush();
    long begin = System.nanoTime();
    String figure = step.play();
    out.printf("   %s (%.0f ms)%n", figure, seconds(begin) * 1000);
    out.flush();
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      all.sorted(Comparator.reverseOrder()).forEach(DemoCommand::remove);
    }
  }

  private static void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
