// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.hostile;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.exposurenotifications.testing.deployments.AppProcess;

/** A server in a process of its own, with the options and the heap that every launcher passes. */
final class ServerProcess implements AutoCloseable {
  private static final Path OPTIONS = Path.of("../../apps/java.options").toAbsolutePath();
  private static final Pattern DEV = Pattern.compile("on http://127\\.0\\.0\\.1:(\\d+)");
  private static final Pattern SERVE = Pattern.compile("on port (\\d+)");

  private final AppProcess process;
  private final URI address;

  private ServerProcess(AppProcess process, Pattern port) throws InterruptedException {
    this.process = process;
    try {
      this.address = URI.create("http://127.0.0.1:" + process.await(port));
    } catch (InterruptedException | AssertionError failure) {
      process.close();
      throw failure;
    }
  }

  /** {@code dev} on a new folder. */
  static ServerProcess dev(Path data, Path configuration) throws Exception {
    String[] arguments = {"dev", "--port=0", "--data=" + data, "--config=" + configuration};
    // thousands of requests are sent one after the other: none waits for the time of its answer
    return new ServerProcess(start(Map.of("PUBLISH_ANSWER_QUANTUM", "0s"), arguments), DEV);
  }

  /** {@code serve publish} on a database with tables and registrations. */
  static ServerProcess servePublish(Map<String, String> variables) throws Exception {
    return new ServerProcess(start(variables, "serve", "publish"), SERVE);
  }

  /**
   * Runs a command to its end.
   *
   * @return what it said
   */
  static String run(Map<String, String> variables, String... arguments) throws Exception {
    try (AppProcess command = start(variables, arguments)) {
      if (command.exit() != 0) {
        throw new AssertionError(List.of(arguments) + " failed: " + command.output());
      }
      return command.output();
    }
  }

  URI address() {
    return address;
  }

  int port() {
    return address.getPort();
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return ProcessHandle.of(process.pid()).map(ProcessHandle::isAlive).orElse(false);
  }

  String output() {
    return process.output();
  }

  private static AppProcess start(Map<String, String> variables, String... arguments)
      throws IOException {
    if (!Files.exists(OPTIONS)) {
      throw new IOException(OPTIONS + " is not there");
    }
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "@" + OPTIONS,
                "-cp",
                System.getProperty("java.class.path"),
                "org.exposurenotifications.apps.dev.Main"));
    command.addAll(List.of(arguments));
    var all = new HashMap<>(variables);
    // where downloads and unpacked programs are kept
    all.put("HOME", System.getProperty("user.home"));
    return AppProcess.start(command, all);
  }

  /** Ends it in order, so that dev's database ends too. */
  @Override
  public void close() {
    try (process) {
      int _ = process.terminate();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
