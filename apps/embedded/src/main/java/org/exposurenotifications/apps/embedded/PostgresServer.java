// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A PostgreSQL server of one's own, on 127.0.0.1, closed to who does not know its password. It ends
 * with this process, even with one that is killed.
 */
public final class PostgresServer implements AutoCloseable {
  private static final int ATTEMPTS = 3;

  private final FolderLock lock;
  private final Postmaster postmaster;
  private final PostgresAddress address;

  private PostgresServer(FolderLock lock, Postmaster postmaster, PostgresAddress address) {
    this.lock = lock;
    this.postmaster = postmaster;
    this.address = address;
  }

  /**
   * Starts it on data that are kept, with {@code password} and {@code server.log} beside them.
   *
   * @param folder made if absent, and closed to other users
   * @throws IOException with the remedy, if another process uses the folder, or another user could
   *     change what is in it or what is run
   */
  public static PostgresServer start(Path folder, PostgresSettings settings) throws IOException {
    return retrying(settings.port() == 0, () -> start(folder, settings, false));
  }

  /** Starts it on an empty database, which is removed at the end; for tests. */
  public static PostgresServer temporary() throws IOException {
    return retrying(
        true,
        () -> {
          Path folder = Files.createTempDirectory("keyserver-postgres-");
          try {
            return start(folder, PostgresSettings.fast(), true);
          } catch (IOException | RuntimeException failure) {
            Folders.delete(folder);
            throw failure;
          }
        });
  }

  /** The server that another live process runs on the folder, if one does. */
  public static Optional<PostgresAddress> running(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    var cluster = new Cluster(folder.toRealPath());
    Optional<PostmasterNote> note =
        FolderLock.isHeld(cluster.folder())
            ? PostmasterNote.read(cluster.data())
            : Optional.empty();
    return note.isEmpty()
        ? Optional.empty()
        : Optional.of(new PostgresAddress(note.get().port(), cluster.password()));
  }

  /** Another process may take the port that was found free, before the server does. */
  private static PostgresServer retrying(boolean anyPort, Starting starting) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return starting.start();
      } catch (UnusableFolderException failure) {
        throw failure;
      } catch (IOException failure) {
        if (!anyPort || attempt == ATTEMPTS) {
          throw failure;
        }
      }
    }
  }

  private interface Starting {
    PostgresServer start() throws IOException;
  }

  private static PostgresServer start(Path given, PostgresSettings settings, boolean remove)
      throws IOException {
    Path folder = PrivateFolder.open(given, "choose another folder");
    Path binaries = Binaries.of(settings.archive());
    FolderLock lock = FolderLock.take(folder);
    try {
      var cluster = new Cluster(folder);
      var programs = new Programs(binaries, cluster.log());
      Orphan.stop(cluster);
      cluster.prepare(programs, settings.syncs());
      int port = settings.port() == 0 ? freePort() : settings.port();
      var address = new PostgresAddress(port, cluster.password());
      return new PostgresServer(
          lock, Postmaster.start(cluster, programs, settings.parameters(), port, remove), address);
    } catch (IOException | RuntimeException failure) {
      lock.close();
      throw failure;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(PostgresAddress.HOST))) {
      return socket.getLocalPort();
    }
  }

  public PostgresAddress address() {
    return address;
  }

  /** Stops the server; what was committed is kept. Idempotent. */
  @Override
  public void close() throws IOException {
    postmaster.stop();
    lock.close();
  }
}
