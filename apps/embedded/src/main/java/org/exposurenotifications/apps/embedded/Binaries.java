// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * PostgreSQL's programs, unpacked once for each user into a private folder named by the archive's
 * digest. A folder appears whole or not at all; of several processes at once, one unpacks and the
 * others wait. Thread-safe.
 */
final class Binaries {
  private static final Duration UNUSED = Duration.ofDays(30);
  private static final String REMEDY =
      "let XDG_CACHE_HOME name a folder that other users cannot change";
  private static final String PREFIX = "postgres-";
  private static final String PART = "part-";
  private static final Map<PostgresArchive, Path> CHECKED = new ConcurrentHashMap<>();

  private Binaries() {}

  /** Checked when this process first asks. */
  static synchronized Path of(PostgresArchive archive) throws IOException {
    Path known = CHECKED.get(archive);
    if (known != null && Files.exists(known)) {
      return known;
    }
    Path cache = PrivateFolder.open(PrivateFolder.caches().resolve("keyserver"), REMEDY);
    Path folder = in(cache, archive, Instant.now());
    CHECKED.put(archive, folder);
    return folder;
  }

  /**
   * @param cache a private folder
   */
  static synchronized Path in(Path cache, PostgresArchive archive, Instant now) throws IOException {
    Path folder = cache.resolve(PREFIX + archive.sha256().substring(0, 16));
    Path lock = PrivateFolder.file(cache.resolve("lock"));
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS) || !Manifest.matches(folder)) {
        deletePartsAndUnused(cache, now);
        unpack(cache, archive, folder);
      }
      Files.setLastModifiedTime(folder, FileTime.from(now));
    }
    return folder;
  }

  private static void unpack(Path cache, PostgresArchive archive, Path folder) throws IOException {
    Path part = Files.createTempDirectory(cache, PART);
    Unpacking.unpack(archive, part);
    Manifest.write(part);
    Folders.delete(folder);
    Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  /** What a killed process left, and what no process has started from for a month. */
  private static void deletePartsAndUnused(Path cache, Instant now) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.list(cache)) {
      all = files.toList();
    }
    for (Path folder : all) {
      String name = folder.getFileName().toString();
      if (name.startsWith(PART) || (name.startsWith(PREFIX) && isUnused(folder, now))) {
        Folders.delete(folder);
      }
    }
  }

  private static boolean isUnused(Path folder, Instant now) throws IOException {
    return Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS)
        .toInstant()
        .isBefore(now.minus(UNUSED));
  }
}
