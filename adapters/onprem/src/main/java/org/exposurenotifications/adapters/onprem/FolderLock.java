// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one at a time into a folder, over all threads and processes. Thread-safe. */
final class FolderLock {
  /** File locks belong to a process as a whole, and do not keep its threads apart. */
  private static final ReentrantLock THIS_PROCESS = new ReentrantLock();

  private final Path file;

  /**
   * @param file made if missing, and never removed
   */
  FolderLock(Path file) {
    this.file = file;
  }

  Held acquire() throws IOException {
    THIS_PROCESS.lock();
    boolean held = false;
    try {
      Files.createDirectories(file.resolveSibling("."));
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      Held result = new Held(channel);
      channel.lock();
      held = true;
      return result;
    } finally {
      if (!held) {
        THIS_PROCESS.unlock();
      }
    }
  }

  /** Closed by the thread that acquired it. */
  record Held(FileChannel channel) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      try {
        channel.close();
      } finally {
        THIS_PROCESS.unlock();
      }
    }
  }
}
