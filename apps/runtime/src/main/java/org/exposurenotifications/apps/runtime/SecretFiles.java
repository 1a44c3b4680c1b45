// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.secrets.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Writes secrets to files, for libraries that take a path: in a folder that only its owner may
 * enter, gone when the process ends in order.
 */
final class SecretFiles {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final Optional<Path> given;
  private @Nullable Path folder;

  /**
   * @param folder made if it is not there; empty for one of the process's own
   */
  SecretFiles(Optional<Path> folder) {
    this.given = folder;
  }

  /** Each call makes a file. */
  synchronized Path write(String variable, Secret secret) {
    try {
      if (folder == null) {
        folder = open();
      }
      Path file = Files.createTempFile(folder, variable + "-", ".secret");
      file.toFile().deleteOnExit();
      Files.write(file, secret.value().toByteArray());
      return file;
    } catch (IOException e) {
      throw new PortFailure.Permanent(
          "its file cannot be written; make "
              + given.map(Path::toString).orElse("java.io.tmpdir")
              + " writable, or let SECRETS_DIR name another folder",
          e);
    }
  }

  private Path open() throws IOException {
    if (given.isEmpty()) {
      Path own = Files.createTempDirectory("keyserver-");
      own.toFile().deleteOnExit();
      return own;
    }
    Path named = given.get();
    if (!Files.exists(named)) {
      Files.createDirectories(named, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }
    if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(named))) {
      throw new PortFailure.Permanent(
          "SECRETS_DIR " + named + " is open to other users: run chmod 700 " + named, null);
    }
    return named;
  }
}
