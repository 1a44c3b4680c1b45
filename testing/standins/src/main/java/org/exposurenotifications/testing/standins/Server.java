// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A child process that listens on a port of the loopback interface. */
final class Server {
  private static final System.Logger LOG = System.getLogger(Server.class.getName());
  private static final Duration START = Duration.ofMinutes(2);
  private static final int ATTEMPTS = 3;

  private final Recipe recipe;
  private final URI address;
  private final Path folder;
  private final Process process;
  private final Thread atExit = new Thread(this::kill);

  private Server(Recipe recipe, int port, Path folder, Process process) {
    this.recipe = recipe;
    this.address = URI.create("http://127.0.0.1:" + port);
    this.folder = folder;
    this.process = process;
  }

  /** Starts it, and waits until it answers. */
  static Server start(Recipe recipe, Path tool, Credentials credentials) {
    for (int attempt = 1; ; attempt++) {
      Server server = launch(recipe, tool, credentials);
      if (server.becomesReady()) {
        LOG.log(System.Logger.Level.INFO, "{0} runs at {1}", recipe.tool(), server.address);
        return server;
      }
      String log = Command.tail(log(server.folder));
      boolean ended = !server.process.isAlive();
      server.stop();
      // somebody else may have taken the port
      if (!ended || attempt == ATTEMPTS) {
        throw new IllegalStateException(
            recipe.tool() + (ended ? " ended" : " did not answer in time") + ":\n" + log);
      }
    }
  }

  URI address() {
    return address;
  }

  /** Idempotent. */
  void stop() {
    kill();
    try {
      process.waitFor();
      if (Runtime.getRuntime().removeShutdownHook(atExit)) {
        Folders.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Server launch(Recipe recipe, Path tool, Credentials credentials) {
    try {
      int port = freePort();
      Path folder = Files.createTempDirectory("standin-");
      Filling filling = new Filling(tool, port, credentials);
      ProcessBuilder builder =
          new ProcessBuilder(recipe.server().command().stream().map(filling::in).toList())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log(folder).toFile());
      for (String line : recipe.server().environment()) {
        String[] parts = line.split("=", 2);
        builder.environment().put(parts[0], filling.in(parts[1]));
      }
      Server server = new Server(recipe, port, folder, builder.start());
      Runtime.getRuntime().addShutdownHook(server.atExit);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + recipe.tool(), e);
    }
  }

  private boolean becomesReady() {
    return recipe.server().health().isEmpty() ? takesConnections() : answersHttp();
  }

  private boolean takesConnections() {
    long deadline = System.nanoTime() + START.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      try (var _ = new Socket(address.getHost(), address.getPort())) {
        return process.isAlive();
      } catch (IOException _) {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
    return false;
  }

  private boolean answersHttp() {
    long deadline = System.nanoTime() + START.toNanos();
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(recipe.server().health()))
            .timeout(Duration.ofSeconds(5))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (System.nanoTime() < deadline) {
        if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
          return false;
        }
        if (answers(client, request)) {
          return process.isAlive();
        }
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
      throw new IllegalStateException("interrupted while " + recipe.tool() + " started", e);
    }
  }

  private static boolean answers(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 500;
    } catch (IOException _) {
      return false;
    }
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static Path log(Path folder) {
    return folder.resolve("server.log");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private record Filling(Path tool, int port, Credentials credentials) {
    String in(String text) {
      return text.replace("{tool}", tool.toString())
          .replace("{port}", Integer.toString(port))
          .replace("{name}", credentials.name())
          .replace("{secret}", credentials.secret());
    }
  }
}
