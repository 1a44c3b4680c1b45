// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command line in a process of its own, started as this one was. */
final class KeyServerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Process process;
  private final Path log;
  private final int port;
  private final long begun;

  private KeyServerProcess(Process process, Path log, int port, long begun) {
    this.process = process;
    this.log = log;
    this.port = port;
    this.begun = begun;
  }

  /** Runs a command to its end. */
  static void run(Path directory, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    try (var command = start(directory, environment, List.of(), arguments)) {
      if (command.process.waitFor() != 0) {
        throw new IOException(
            String.join(" ", arguments) + " failed: " + Files.readString(command.log).strip());
      }
    }
  }

  /** Starts a server of these roles on a free port, and waits for nothing. */
  static KeyServerProcess serve(Path directory, Map<String, String> environment, String... roles)
      throws IOException {
    var arguments = new ArrayList<>(List.of("serve"));
    arguments.addAll(List.of(roles));
    return start(directory, environment, List.of(), arguments.toArray(String[]::new));
  }

  /**
   * Starts any command, and waits for nothing.
   *
   * @param options of the virtual machine, besides those of this one
   */
  static KeyServerProcess start(
      Path directory, Map<String, String> environment, List<String> options, String... arguments)
      throws IOException {
    int port = freePort();
    Path log = Files.createTempFile(directory, "keyserver", ".log");
    List<String> command = command();
    command.addAll(1, options);
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("PORT", String.valueOf(port));
    builder.environment().put("BIND_ADDRESS", "127.0.0.1");
    long begun = System.nanoTime();
    return new KeyServerProcess(builder.start(), log, port, begun);
  }

  /** This very program, with the same options of the virtual machine. */
  static List<String> command() {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(System.getProperty("sun.java.command").split(" ", 2)[0]);
    return command;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  long pid() {
    return process.pid();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /**
   * Asks for its health until it is good.
   *
   * @return the time since the process was started
   */
  Duration awaitReady() throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest probe = HttpRequest.newBuilder(address().resolve("/health")).build();
      long deadline = begun + PATIENCE.toNanos();
      while (System.nanoTime() < deadline) {
        if (!process.isAlive()) {
          throw new IOException("the server ended: " + Files.readString(log).strip());
        }
        if (isGood(http, probe)) {
          return Duration.ofNanos(System.nanoTime() - begun);
        }
        TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      }
      throw new IOException("the server is not ready: " + Files.readString(log).strip());
    }
  }

  private static boolean isGood(HttpClient http, HttpRequest probe) throws InterruptedException {
    try {
      return http.send(probe, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  /**
   * Runs a job by its endpoint.
   *
   * @return how long the answer took
   * @throws IOException if the job failed
   */
  Duration job(String name) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(address().resolve("/" + name))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      long begin = System.nanoTime();
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      Duration taken = Duration.ofNanos(System.nanoTime() - begin);
      if (answer.statusCode() != 200) {
        throw new IOException(name + " failed: " + answer.body());
      }
      return taken;
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
