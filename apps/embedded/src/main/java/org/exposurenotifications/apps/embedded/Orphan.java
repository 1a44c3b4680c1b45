// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A server that outlived who started it, since earlier versions left one behind a killed process;
 * or sessions that outlived their server for a moment, since somebody killed it.
 */
final class Orphan {
  private static final long PATIENCE_SECONDS = 10;
  private static final long PAUSE_NANOS = 20_000_000;

  private Orphan() {}

  /** To be called by who holds the folder's lock. */
  static void stop(Cluster cluster) throws IOException {
    Optional<PostmasterNote> note = PostmasterNote.read(cluster.data());
    if (note.isEmpty()) {
      return;
    }
    Optional<ProcessHandle> orphan = note.get().process(cluster.data());
    if (orphan.isPresent() && !ends(orphan.get(), "-INT") && !ends(orphan.get(), "-QUIT")) {
      throw inUse(cluster, orphan.get());
    }
    awaitSessions(cluster);
  }

  /** They end by themselves once their statement does. */
  private static void awaitSessions(Cluster cluster) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    List<ProcessHandle> left = PostmasterNote.processes(cluster.data());
    while (!left.isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw inUse(cluster, left.getFirst());
      }
      LockSupport.parkNanos(PAUSE_NANOS);
      left = PostmasterNote.processes(cluster.data());
    }
  }

  private static UnusableFolderException inUse(Cluster cluster, ProcessHandle process) {
    return new UnusableFolderException(
        "%s is in use by a PostgreSQL that does not stop (process %d); stop it"
            .formatted(cluster.folder(), process.pid()));
  }

  private static boolean ends(ProcessHandle server, String signal) throws IOException {
    new ProcessBuilder("kill", signal, String.valueOf(server.pid())).start().onExit().join();
    try {
      server.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
      return true;
    } catch (CompletionException _) {
      return false;
    }
  }
}
