// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.postgresql.PGConnection;

/**
 * What an export cannot do without: the rows' way out of the database by the fastest protocol,
 * unsorted and looked at by nobody, and one thread's compression of the same bytes.
 */
final class ExportCeiling {
  private static final String COPY =
      """
      COPY (SELECT key, rolling_start, rolling_period, transmission_risk, report_type,
                   days_since_onset FROM exposure) TO STDOUT (FORMAT binary)
      """;

  private final BenchDatabase database;
  private final Path archives;

  /**
   * @param archives a folder of export files
   */
  ExportCeiling(BenchDatabase database, Path archives) {
    this.database = database;
    this.archives = archives;
  }

  double copySeconds() throws SQLException, IOException {
    try (Connection connection = database.connect()) {
      PGConnection driver = connection.unwrap(PGConnection.class);
      long begin = System.nanoTime();
      long rows = driver.getCopyAPI().copyOut(COPY, OutputStream.nullOutputStream());
      if (rows == 0) {
        throw new IOException("there are no keys");
      }
      return (System.nanoTime() - begin) / 1e9;
    }
  }

  double deflateSeconds(int level) throws IOException {
    long nanos = 0;
    for (Path archive : archives()) {
      try (var zip = new ZipInputStream(Files.newInputStream(archive))) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          nanos += deflateNanos(zip, level);
        }
      }
    }
    return nanos / 1e9;
  }

  /** Of the compression alone, not of reading. */
  private static long deflateNanos(InputStream content, int level) throws IOException {
    var deflater = new Deflater(level, true);
    long nanos = 0;
    try (var out = new DeflaterOutputStream(OutputStream.nullOutputStream(), deflater, 1 << 16)) {
      byte[] piece = new byte[1 << 16];
      for (int length = content.read(piece); length >= 0; length = content.read(piece)) {
        long begin = System.nanoTime();
        out.write(piece, 0, length);
        nanos += System.nanoTime() - begin;
      }
    } finally {
      deflater.end();
    }
    return nanos;
  }

  /** Of all export files together. */
  long archiveBytes() throws IOException {
    long bytes = 0;
    for (Path archive : archives()) {
      bytes += Files.size(archive);
    }
    return bytes;
  }

  List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.list(archives)) {
      return files.filter(file -> file.toString().endsWith(".zip")).sorted().toList();
    }
  }
}
