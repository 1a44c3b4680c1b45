// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A running server below a shell that stops it as soon as this process closes its end of a pipe, or
 * ends in whatever way.
 */
record Postmaster(Process shell) {
  private static final Duration START = Duration.ofMinutes(1);
  private static final long GLANCE_MILLIS = 5;

  /** Only what concerns the server as a whole: statements and their errors may hold keys. */
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "listen_addresses", PostgresAddress.HOST,
          "unix_socket_directories", "",
          "log_min_messages", "log",
          "log_min_error_statement", "panic");

  /**
   * Starts it, and waits until it accepts connections.
   *
   * @param remove whether the shell removes the cluster's folder when the server has ended
   */
  static Postmaster start(
      Cluster cluster, Programs programs, Map<String, String> parameters, int port, boolean remove)
      throws IOException {
    var arguments = new ArrayList<>(List.of("-D", cluster.data().toString(), "-p", "" + port));
    parameters.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
    PARAMETERS.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
    var command = new ArrayList<>(List.of("setsid", "sh", "-c", script(), "keyserver-postgres"));
    command.add(remove ? cluster.folder().toString() : "");
    command.addAll(programs.command("postgres", arguments));
    var postmaster = new Postmaster(programs.start(command));
    try {
      postmaster.awaitReady(cluster, programs);
    } catch (IOException | RuntimeException failure) {
      postmaster.stop();
      throw failure;
    }
    return postmaster;
  }

  private void awaitReady(Cluster cluster, Programs programs) throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    while (!isReady(cluster)) {
      if (ends() || System.nanoTime() > deadline) {
        throw programs.failed("postgres");
      }
    }
  }

  private boolean isReady(Cluster cluster) throws IOException {
    return PostmasterNote.read(cluster.data())
        .filter(PostmasterNote::ready)
        .flatMap(note -> ProcessHandle.of(note.pid()))
        .flatMap(ProcessHandle::parent)
        .filter(parent -> parent.pid() == shell.pid())
        .isPresent();
  }

  private boolean ends() {
    try {
      return shell.waitFor(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while PostgreSQL started", e);
    }
  }

  /** Ends sessions, keeps what is committed, and waits for the end. Idempotent. */
  void stop() throws IOException {
    shell.getOutputStream().close();
    shell.onExit().join();
  }

  private static String script() throws IOException {
    try (InputStream in = Postmaster.class.getResourceAsStream("supervise.sh")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
