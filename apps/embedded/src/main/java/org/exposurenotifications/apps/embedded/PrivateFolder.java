// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Folders for what is run or trusted later: no other user of the machine, but root, can enter them,
 * or put another folder in their place.
 */
public final class PrivateFolder {
  private static final int MOST_LINKS = 40;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFolder() {}

  /** Where users keep what can be made anew: {@code XDG_CACHE_HOME}, or else {@code ~/.cache}. */
  public static Path caches() {
    String given = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    // the XDG specification has relative paths ignored
    return given.startsWith("/")
        ? Path.of(given)
        : Path.of(System.getProperty("user.home"), ".cache");
  }

  /**
   * Makes the folder if it is not there, and closes it to others.
   *
   * @param remedy what the reader of the error can do instead of mending the folder
   * @return its path without symbolic links
   * @throws IOException with the remedy, if it is another user's, or others could change it or what
   *     is above it
   */
  public static Path open(Path folder, String remedy) throws IOException {
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(absolute)) {
        Files.createDirectories(absolute, ownerOnly());
      }
    } catch (FileSystemException failure) {
      throw new UnusableFolderException(
          "%s cannot be made (%s): make it writable, or %s".formatted(absolute, failure, remedy));
    }
    Path real = check(absolute, remedy);
    Owner owner = Owner.of(real);
    if (!owner.isSelf() || owner.isWritableByOthers()) {
      throw unusable(owner, remedy);
    }
    if (owner.isOpenToOthers()) {
      Files.setPosixFilePermissions(real, OWNER_ONLY);
    }
    return real;
  }

  static FileAttribute<?> ownerOnly() {
    return PosixFilePermissions.asFileAttribute(OWNER_ONLY);
  }

  /** Makes a file if it is not there, and closes it to others. */
  public static Path file(Path file) throws IOException {
    Set<PosixFilePermission> mode = PosixFilePermissions.fromString("rw-------");
    try {
      return Files.createFile(file, PosixFilePermissions.asFileAttribute(mode));
    } catch (FileAlreadyExistsException _) {
      return Files.setPosixFilePermissions(file, mode);
    }
  }

  /** Follows the path one name at a time, as the kernel does, and looks at each step. */
  private static Path check(Path absolute, String remedy) throws IOException {
    Deque<Path> names = new ArrayDeque<>();
    absolute.forEach(names::addLast);
    Path at = absolute.getRoot();
    for (int links = 0; !names.isEmpty(); ) {
      Path next = at.resolve(names.removeFirst()).normalize();
      Owner owner = Owner.of(next);
      if (!owner.isSelfOrRoot()) {
        throw unusable(owner, remedy);
      }
      if (!Files.isSymbolicLink(next)) {
        if (owner.isWritableByOthers() && !owner.isSticky()) {
          throw unusable(owner, remedy);
        }
        at = next;
      } else if (++links <= MOST_LINKS) {
        Path target = Files.readSymbolicLink(next);
        at = target.isAbsolute() ? target.getRoot() : at;
        pushAll(names, target);
      } else {
        throw new UnusableFolderException(absolute + " has too many symbolic links; " + remedy);
      }
    }
    return at;
  }

  private static void pushAll(Deque<Path> names, Path target) {
    for (int i = target.getNameCount() - 1; i >= 0; i--) {
      names.addFirst(target.getName(i));
    }
  }

  static UnusableFolderException unusable(Owner owner, String remedy) throws IOException {
    return new UnusableFolderException(
        owner.isSelfOrRoot()
            ? "other users can write to %s: run chmod go-w on it and look at what is in it, or %s"
                .formatted(owner.path(), remedy)
            : "%s belongs to another user (uid %d): delete it, or %s"
                .formatted(owner.path(), owner.uid(), remedy));
  }
}
