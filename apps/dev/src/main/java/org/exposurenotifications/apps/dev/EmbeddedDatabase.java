// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.exposurenotifications.apps.runtime.ConfigurationException;

/**
 * A PostgreSQL server of one's own under a directory: as durable as any, and taken over from a
 * process that was killed.
 */
final class EmbeddedDatabase implements AutoCloseable {
  private static final String LOCK = "lock";

  private final FileChannel lock;
  private final EmbeddedPostgres postgres;

  private EmbeddedDatabase(FileChannel lock, EmbeddedPostgres postgres) {
    this.lock = lock;
    this.postgres = postgres;
  }

  /**
   * Starts the server on a free port, reachable from this machine only.
   *
   * @param directory holds the data; made if absent
   * @throws ConfigurationException if another process uses the directory
   */
  static EmbeddedDatabase start(Path directory) throws IOException {
    Files.createDirectories(directory);
    FileChannel lock =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock.tryLock() == null) {
        throw inUse(directory);
      }
      Path data = directory.resolve("data");
      stopOrphan(data);
      var postgres =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setPGStartupWait(Duration.ofSeconds(60))
              .start();
      return new EmbeddedDatabase(lock, postgres);
    } catch (OverlappingFileLockException _) {
      lock.close();
      throw inUse(directory);
    } catch (IOException | RuntimeException failure) {
      lock.close();
      throw failure;
    }
  }

  /** The port of the server that another live process runs on the directory, if one does. */
  static Optional<Integer> ownedPort(Path directory) throws IOException {
    if (!Files.exists(directory.resolve(LOCK)) || takesLock(directory)) {
      return Optional.empty();
    }
    return postmaster(directory.resolve("data"))
        .map(lines -> Integer.parseInt(lines.get(3).strip()));
  }

  private static boolean takesLock(Path directory) throws IOException {
    try (FileChannel channel =
        FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    }
  }

  int port() {
    return postgres.getPort();
  }

  /** Stops the server; what was committed is kept. */
  @Override
  public void close() throws IOException {
    postgres.close();
    lock.close();
  }

  private static ConfigurationException inUse(Path directory) {
    return new ConfigurationException(
        List.of(
            directory
                + " is in use by another process; stop that one, or choose another with --data"));
  }

  /** A server whose owner was killed goes on by itself; with nobody connected it stops at once. */
  private static void stopOrphan(Path data) throws IOException {
    Optional<ProcessHandle> orphan =
        postmaster(data)
            .map(lines -> Long.parseLong(lines.get(0).strip()))
            .filter(EmbeddedDatabase::isPostgres)
            .flatMap(ProcessHandle::of);
    if (orphan.isPresent()) {
      orphan.get().destroy();
      CompletableFuture<ProcessHandle> exit = orphan.get().onExit();
      try {
        exit.orTimeout(5, TimeUnit.SECONDS).join();
      } catch (RuntimeException _) {
        orphan.get().destroyForcibly();
        orphan.get().onExit().orTimeout(5, TimeUnit.SECONDS).join();
      }
    }
  }

  private static boolean isPostgres(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().command())
        .filter(command -> command.endsWith("/postgres"))
        .isPresent();
  }

  /** Lines of the server's own note: process id, directory, start, port … */
  private static Optional<List<String>> postmaster(Path data) throws IOException {
    Path note = data.resolve("postmaster.pid");
    return Files.exists(note)
        ? Optional.of(Files.readAllLines(note)).filter(lines -> lines.size() >= 4)
        : Optional.empty();
  }
}
