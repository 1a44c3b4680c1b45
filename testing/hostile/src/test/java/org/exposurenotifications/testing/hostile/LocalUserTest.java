// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another user of the machine can do to someone who runs {@code dev}. */
final class LocalUserTest {
  private static final int WRITABLE_BY_OTHERS = 0_022;
  private static final int STICKY = 0_1000;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void theDatabaseOfDevIsItsOwnersAndEndsWithIt() throws Exception {
    var installation = Installation.in(folder);
    ProcessHandle database;
    try (ServerProcess server = installation.dev()) {
      List<String> note = note();
      database = ProcessHandle.of(Long.parseLong(note.getFirst())).orElseThrow();
      try {
        requireAPassword(note.get(3));
        requireNoSocketForOthers(note.get(4));
        requireProgramsThatOthersCannotChange(Path.of(database.info().command().orElseThrow()));
      } finally {
        boolean _ = ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
      }
    }
    try {
      assertThat(ends(database)).as("the database ended after its starter was killed").isTrue();
    } finally {
      boolean _ = database.destroy();
    }
  }

  private static void requireAPassword(String port) {
    for (String password : new String[] {"", "postgres"}) {
      assertThatThrownBy(() ->
              DriverManager.getConnection(
                      "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", password)
                  .close())
          .as("a superuser with the password '%s'", password)
          .isInstanceOf(SQLException.class);
    }
  }

  private void requireNoSocketForOthers(String directory) throws IOException {
    if (!directory.isBlank()) {
      assertThat(Path.of(directory).toRealPath()).startsWith(folder.toRealPath());
      assertThat(mode(Path.of(directory)) & 0_077).as(directory).isZero();
    }
  }

  private static void requireProgramsThatOthersCannotChange(Path program) {
    assertThat(Stream.iterate(program.toAbsolutePath(), path -> path != null, Path::getParent))
        .allSatisfy(path ->
            assertThat(mode(path))
                .as(path.toString())
                .matches(
                    mode -> (mode & WRITABLE_BY_OTHERS) == 0 || (mode & STICKY) != 0,
                    "not writable by others"));
  }

  /** The first lines of what PostgreSQL writes: number, folder, start, port, folder of sockets. */
  private List<String> note() throws IOException {
    return Files.readAllLines(folder.resolve("data/postgres/data/postmaster.pid"));
  }

  private static int mode(Path path) {
    try {
      return (int) Files.getAttribute(path, "unix:mode");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A process that ended, but that nobody asked about, has no command any more. */
  private static boolean ends(ProcessHandle process) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (process.isAlive() && process.info().command().isPresent()) {
      if (Instant.now().isAfter(deadline)) {
        return false;
      }
      boolean _ = new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
    }
    return true;
  }
}
