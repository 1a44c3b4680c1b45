// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.exposurenotifications.ports.blob.BlobContent;

/**
 * A file in the making, written to the disk: nobody sees it under its name before all of it is
 * there, even if the power fails. Closing it removes what took no name. Not thread-safe.
 */
final class StagedFile implements AutoCloseable {
  /** Longer than any pause of a living writer: whatever lies untouched for so long is a wreck. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final Path path;

  private StagedFile(Path path) {
    this.path = path;
  }

  /**
   * Writes a file that has no name yet, and removes what earlier crashes left.
   *
   * @param folder exists already, on the file system of the later name
   * @param mode such as {@code rw-------}
   */
  static StagedFile write(Path folder, String mode, BlobContent content) throws IOException {
    StagedFile staged =
        new StagedFile(
            Files.createTempFile(
                folder,
                "staged-",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))));
    boolean complete = false;
    try {
      removeAbandoned(folder, Files.getLastModifiedTime(staged.path).toInstant());
      staged.fill(content);
      complete = true;
      return staged;
    } finally {
      if (!complete) {
        staged.close();
      }
    }
  }

  private void fill(BlobContent content) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
  }

  /** The present time is the file system's own, which the ages are measured with. */
  private static void removeAbandoned(Path folder, Instant now) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "staged-*.tmp")) {
      for (Path file : files) {
        try {
          if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(ABANDONED))) {
            Files.deleteIfExists(file);
          }
        } catch (NoSuchFileException _) {
          // its writer was done with it meanwhile
        }
      }
    }
  }

  /** Takes the name, whether or not a file has it. */
  void replace(Path target) throws IOException {
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    sync(target.resolveSibling("."));
  }

  /** Takes the name unless a file has it; of several at once exactly one gets it. */
  boolean claim(Path target) throws IOException {
    try {
      Files.createLink(target, path);
    } catch (FileAlreadyExistsException _) {
      return false;
    }
    sync(target.resolveSibling("."));
    return true;
  }

  /** Makes names in a folder last. */
  static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
