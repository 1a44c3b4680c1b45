// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.deployments;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An app's command line in a process of its own, with no variable but those it is given. */
public final class AppProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  /** No line holds a line's end. */
  private static final String END = "\n";

  private final Process process;
  private final Thread reader;
  private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  private AppProcess(Process process) {
    this.process = process;
    this.reader = Thread.ofVirtual().start(this::read);
  }

  /**
   * @param classPath as {@code java -cp} takes it
   * @param main the name of the class to start
   * @param variables the whole environment
   */
  public static AppProcess start(
      String classPath, String main, Map<String, String> variables, String... arguments)
      throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                // most live for seconds: what the second compiler does would not pay
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath,
                main));
    command.addAll(List.of(arguments));
    return start(command, variables);
  }

  /**
   * @param command a program that becomes the app, and its arguments
   * @param variables the whole environment
   */
  public static AppProcess start(List<String> command, Map<String, String> variables)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(variables);
    return new AppProcess(builder.start());
  }

  /** Waits until a line holds something of the form, and returns what its first group matched. */
  public String await(Pattern form) throws InterruptedException {
    while (true) {
      String line = unread.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (line == null || line.equals(END)) {
        throw new AssertionError("nothing like " + form + " in: " + output());
      }
      Matcher found = form.matcher(line);
      if (found.find()) {
        return found.group(1);
      }
    }
  }

  /** Waits for the end. */
  public int exit() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running: " + output());
    }
    reader.join();
    return process.exitValue();
  }

  /** Asks it to end as an init system does. */
  public int terminate() throws InterruptedException {
    process.destroy();
    return exit();
  }

  /** Its number in the system. */
  public long pid() {
    return process.pid();
  }

  /** What it said so far, on both its streams. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** As one text. */
  public String output() {
    return String.join("\n", lines());
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private void read() {
    try (BufferedReader output = process.inputReader()) {
      output
          .lines()
          .forEach(line -> {
            lines.add(line);
            unread.add(line);
          });
    } catch (IOException | UncheckedIOException e) {
      lines.add("the output broke off: " + e.getMessage());
    }
    unread.add(END);
  }
}
