// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The command line in a process of its own. */
final class TestProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path output;

  private TestProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static TestProcess start(Map<String, String> environment, String... arguments)
      throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                // it lives for seconds: what the second compiler does would not pay
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("keyserver-test", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    return new TestProcess(builder.start(), output);
  }

  /** Where the server listens, once it says so. */
  URI address() throws Exception {
    return TestWait.until(
        PATIENCE,
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("ended: " + output());
          }
          Matcher found = ADDRESS.matcher(output());
          return output().contains("Stop with Ctrl-C") && found.find()
              ? Optional.of(URI.create(found.group()))
              : Optional.empty();
        });
  }

  /** Waits for the end. */
  int exit() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("still running: " + output());
    }
    return process.exitValue();
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Of the PostgreSQL that runs on the directory; it is no child of its starter. */
  static List<ProcessHandle> database(Path data) throws IOException {
    List<String> note = Files.readAllLines(data.resolve("postgres/data/postmaster.pid"));
    ProcessHandle server = ProcessHandle.of(Long.parseLong(note.getFirst())).orElseThrow();
    return Stream.concat(Stream.of(server), server.descendants()).toList();
  }

  /** A process that ended, but that nobody asked about, has no command any more. */
  static boolean isRunning(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  /**
   * Asks it to end as an init system does.
   *
   * @return how long that took
   */
  Duration terminate() throws InterruptedException {
    var clock = InstantSource.system();
    var begin = clock.instant();
    process.destroy();
    int _ = exit();
    return Duration.between(begin, clock.instant());
  }

  /** As kill -9 does. */
  void kill() {
    CompletableFuture<Process> gone = process.onExit();
    process.destroyForcibly();
    gone.join();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().join();
    Files.deleteIfExists(output);
  }
}
