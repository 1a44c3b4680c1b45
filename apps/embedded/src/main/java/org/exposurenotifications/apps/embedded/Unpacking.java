// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** From an archive whose digest was checked, to files that only their owner can use. */
final class Unpacking {
  private static final int OWNER_EXECUTE = 0100;

  private Unpacking() {}

  /**
   * @param folder empty
   */
  static void unpack(PostgresArchive archive, Path folder) throws IOException {
    Path copy = folder.resolve("archive.txz");
    copyChecked(archive, copy);
    try (InputStream file = new BufferedInputStream(Files.newInputStream(copy));
        var tar = new TarArchiveInputStream(new XZInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(entry, tar, folder, inside(folder, folder.resolve(entry.getName())));
      }
    }
    Files.delete(copy);
  }

  private static void copyChecked(PostgresArchive archive, Path copy) throws IOException {
    var digest = Manifest.sha256();
    try (var in = new DigestInputStream(archive.location().toURL().openStream(), digest)) {
      Files.copy(in, copy);
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(archive.sha256())) {
      throw new IOException(
          "%s has the SHA-256 %s, not %s: if it is another version, name its digest in PostgresArchive"
              .formatted(archive.location(), found, archive.sha256()));
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path folder, Path file)
      throws IOException {
    Files.createDirectories(
        entry.isDirectory() ? file : file.resolveSibling("."), PrivateFolder.ownerOnly());
    if (entry.isSymbolicLink()) {
      Path target = Path.of(entry.getLinkName());
      Path _ = inside(folder, file.resolveSibling(target));
      Files.createSymbolicLink(file, target);
    } else if (entry.isFile()) {
      boolean program = (entry.getMode() & OWNER_EXECUTE) != 0;
      Files.createFile(
          file,
          PosixFilePermissions.asFileAttribute(
              PosixFilePermissions.fromString(program ? "rwx------" : "rw-------")));
      try (var out = Files.newOutputStream(file)) {
        content.transferTo(out);
      }
    } else if (!entry.isDirectory()) {
      throw new IOException("the archive has neither file, folder nor link: " + entry.getName());
    }
  }

  private static Path inside(Path folder, Path file) throws IOException {
    Path normal = file.normalize();
    if (!normal.startsWith(folder)) {
      throw new IOException("the archive leaves its folder: " + file);
    }
    return normal;
  }
}
