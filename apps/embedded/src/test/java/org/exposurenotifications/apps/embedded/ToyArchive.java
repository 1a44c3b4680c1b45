// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Small archives of any shape. */
final class ToyArchive implements AutoCloseable {
  private final Path file;
  private final TarArchiveOutputStream tar;

  ToyArchive(Path file) throws IOException {
    this.file = file;
    this.tar =
        new TarArchiveOutputStream(
            new XZOutputStream(Files.newOutputStream(file), new LZMA2Options(0)));
  }

  /** One program, its library and a link to that. */
  static PostgresArchive of(Path file, String content) throws IOException {
    try (var toy = new ToyArchive(file)) {
      toy.file("bin/postgres", 0755, content).file("lib/libpq.so.5.1", 0644, content);
      toy.link("lib/libpq.so.5", "libpq.so.5.1");
    }
    return archive(file);
  }

  static PostgresArchive archive(Path file) throws IOException {
    byte[] digest = Manifest.sha256().digest(Files.readAllBytes(file));
    return new PostgresArchive(file.toUri(), HexFormat.of().formatHex(digest));
  }

  ToyArchive file(String name, int mode, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    var entry = new TarArchiveEntry(name, true);
    entry.setMode(mode);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
    return this;
  }

  ToyArchive link(String name, String target) throws IOException {
    var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
    entry.setLinkName(target);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
    return this;
  }

  PostgresArchive finish() throws IOException {
    close();
    return archive(file);
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
