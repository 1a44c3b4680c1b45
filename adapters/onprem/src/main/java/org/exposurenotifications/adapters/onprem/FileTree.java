// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.BlobName;

/**
 * Objects as plain files: {@code root/bucket/name}. Follows no symbolic link below its root. Its
 * callers keep each other out while they change it.
 */
final class FileTree {
  private static final int LONGEST_SEGMENT = 255;

  private final Path root;

  FileTree(Path root) {
    this.root = root;
  }

  Optional<FileChannel> open(BlobName name) throws IOException {
    Path file;
    try {
      file = path(name);
    } catch (InvalidPathException _) {
      // there is no file of such a name
      return Optional.empty();
    }
    return isReachable(file)
        ? Optional.of(FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))
        : Optional.empty();
  }

  void place(BlobName name, StagedFile staged) throws IOException {
    Path file = locate(name);
    for (Path segment : root.relativize(file)) {
      if (segment.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_SEGMENT) {
        throw new PortFailure.Permanent(
            "could not store " + name + ": a part of the name is longer than 255 bytes", null);
      }
    }
    makeFolders(name, file.resolveSibling(""));
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new PortFailure.Permanent(
          "could not store " + name + ": it is a folder of other objects; choose another name",
          null);
    }
    staged.replace(file);
  }

  void delete(BlobName name) throws IOException {
    Path file = locate(name);
    if (!isReachable(file)) {
      return;
    }
    Files.deleteIfExists(file);
    Path bucket = root.resolve(name.bucket());
    Path folder = file.resolveSibling("");
    while (!folder.equals(bucket) && removeIfEmpty(folder)) {
      folder = folder.resolveSibling("");
    }
    StagedFile.sync(folder);
  }

  private static boolean removeIfEmpty(Path folder) throws IOException {
    try {
      Files.delete(folder);
      return true;
    } catch (DirectoryNotEmptyException _) {
      return false;
    }
  }

  private Path locate(BlobName name) {
    try {
      return path(name);
    } catch (InvalidPathException e) {
      throw new PortFailure.Permanent(
          "file names here cannot spell "
              + name
              + ": start the process in a UTF-8 locale, such as LC_ALL=C.UTF-8",
          e);
    }
  }

  private Path path(BlobName name) {
    return root.resolve(name.bucket(), name.name());
  }

  private boolean isReachable(Path file) {
    Path reached = root;
    for (Path segment : root.relativize(file)) {
      if (!Files.isDirectory(reached, LinkOption.NOFOLLOW_LINKS) && !reached.equals(root)) {
        return false;
      }
      reached = reached.resolve(segment);
    }
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private void makeFolders(BlobName name, Path folder) throws IOException {
    Path made = root;
    for (Path segment : root.relativize(folder)) {
      Path parent = made;
      made = made.resolve(segment);
      if (Files.isDirectory(made, LinkOption.NOFOLLOW_LINKS)) {
        continue;
      }
      if (Files.exists(made, LinkOption.NOFOLLOW_LINKS)) {
        throw new PortFailure.Permanent(
            "could not store " + name + ": " + made + " is in the way and no folder", null);
      }
      Files.createDirectory(made);
      StagedFile.sync(parent);
    }
  }
}
