// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A server that outlived who started it: earlier versions left one behind a killed process. */
final class Orphan {
  private static final long PATIENCE_SECONDS = 10;

  private Orphan() {}

  /** To be called by who holds the folder's lock. */
  static void stop(Cluster cluster) throws IOException {
    Optional<ProcessHandle> orphan =
        PostmasterNote.read(cluster.data()).flatMap(note -> note.process(cluster.data()));
    if (orphan.isPresent() && !ends(orphan.get(), "-INT") && !ends(orphan.get(), "-QUIT")) {
      throw new UnusableFolderException(
          "%s is in use by a PostgreSQL that does not stop (process %d); stop it"
              .formatted(cluster.folder(), orphan.get().pid()));
    }
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
