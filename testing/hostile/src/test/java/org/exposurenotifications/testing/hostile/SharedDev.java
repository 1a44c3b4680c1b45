// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** One {@code dev} for the attacks that a server is to come out of as it was. */
final class SharedDev {
  private SharedDev() {}

  static ServerProcess server() {
    return Holder.SERVER;
  }

  static Stranger stranger() {
    return new Stranger(Holder.INSTALLATION.authority());
  }

  private static final class Holder {
    static final Installation INSTALLATION = install();
    static final ServerProcess SERVER = start();

    private static Installation install() {
      try {
        return Installation.in(Files.createTempDirectory("hostile"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** It stops with this process. */
    private static ServerProcess start() {
      try {
        ServerProcess server = INSTALLATION.dev();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        return server;
      } catch (Exception e) {
        throw new AssertionError("dev does not start", e);
      }
    }

    private static void stop(ServerProcess server) {
      server.close();
      try (Stream<Path> files = Files.walk(INSTALLATION.folder())) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
