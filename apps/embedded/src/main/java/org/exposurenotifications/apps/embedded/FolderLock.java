// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Held by the one process that runs a server on a folder; a killed process holds none. */
final class FolderLock implements AutoCloseable {
  private static final String NAME = "lock";

  /** Of this process: closing any channel of a file drops all locks that the process has on it. */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * @param folder without symbolic links
   * @throws UnusableFolderException if another process, or this one, uses the folder already
   */
  static FolderLock take(Path folder) throws IOException {
    Path file = PrivateFolder.file(folder.resolve(NAME));
    if (OURS.add(folder)) {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
      if (channel.tryLock() != null) {
        return new FolderLock(folder, channel);
      }
      OURS.remove(folder);
      channel.close();
    }
    throw new UnusableFolderException(
        folder + " is in use by another process; stop that one, or choose another with --data");
  }

  static boolean isHeld(Path folder) throws IOException {
    if (OURS.contains(folder) || !Files.exists(folder.resolve(NAME))) {
      return OURS.contains(folder);
    }
    try (FileChannel channel = FileChannel.open(folder.resolve(NAME), StandardOpenOption.WRITE)) {
      return channel.tryLock() == null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    OURS.remove(folder);
  }
}
