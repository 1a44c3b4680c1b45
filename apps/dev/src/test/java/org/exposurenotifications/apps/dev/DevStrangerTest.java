// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What another user of the machine can do with the database of {@code dev}. */
@Execution(ExecutionMode.CONCURRENT)
final class DevStrangerTest {
  @TempDir Path folder;

  @Test
  void nobodyElseGetsIntoTheDatabaseWhichEndsWithAKilledDev() throws Exception {
    try (var dev = TestProcess.start(Map.of(), "dev", "--port", "0", "--data", data().toString())) {
      URI _ = dev.address();
      assertThatNobodyConnectsWithoutThePassword();
      assertThatThereIsNoUnixSocket();
      assertThatAllFilesAreTheOwnersAlone();
      assertThatThePasswordIsInNoCommandLineAndNoLog(dev);

      List<ProcessHandle> database = TestProcess.database(data());
      assertThat(database).isNotEmpty().allMatch(TestProcess::isRunning);
      dev.kill();
      assertThatAllEnd(database);
    }
  }

  @Test
  void aCacheThatOthersCouldWriteToIsRefusedWithTheRemedy() throws Exception {
    Path cache = Files.createDirectory(folder.resolve("cache"));
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
    try (var dev =
        TestProcess.start(
            Map.of("XDG_CACHE_HOME", cache.toString()),
            "dev",
            "--port",
            "0",
            "--data",
            data().toString())) {
      assertThat(dev.exit()).isEqualTo(2);
      assertThat(dev.output())
          .contains("keyserver: other users can write to " + cache)
          .contains("chmod go-w")
          .contains("let XDG_CACHE_HOME name a folder that other users cannot change");
    }
  }

  @Test
  void aDataFolderThatOthersCouldWriteToIsRefusedAndStaysAsItWas() throws Exception {
    Files.createDirectory(data());
    Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(refusal()).contains("keyserver: other users can write to " + data(), "--data");

    assertThat(data()).isEmptyDirectory();
  }

  @Test
  void aBrokenDatabaseIsAnErrorThatSaysWhere() throws Exception {
    Files.createDirectories(data().resolve("postgres/data"));
    Files.writeString(data().resolve("postgres/data/PG_VERSION"), "9.6\n");
    Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("rwx------"));

    assertThat(refusal()).contains("keyserver: ", data() + "/postgres").doesNotContain("\tat ");
  }

  private String refusal() throws Exception {
    try (var dev = TestProcess.start(Map.of(), "dev", "--port", "0", "--data", data().toString())) {
      assertThat(dev.exit()).as(dev.output()).isEqualTo(2);
      return dev.output();
    }
  }

  private void assertThatNobodyConnectsWithoutThePassword() {
    for (String password : new String[] {"", "postgres", "wrong"}) {
      assertThatThrownBy(() -> connect(password))
          .isInstanceOf(SQLException.class)
          .message()
          .containsAnyOf("password authentication failed", "the password is an empty string");
    }
  }

  private void assertThatThereIsNoUnixSocket() throws IOException {
    assertThat(note().get(4)).isBlank();
    assertThat(Files.readString(Path.of("/proc/net/unix"))).doesNotContain(".s.PGSQL." + port());
  }

  private void assertThatAllFilesAreTheOwnersAlone() throws IOException {
    try (Stream<Path> files = Files.walk(data().resolve("postgres"))) {
      for (Path file : files.toList()) {
        assertThat(mode(file)).as("%s", file).endsWith("------");
      }
    }
    assertThat(mode(data())).isEqualTo("rwx------");
    assertThat(mode(data().resolve("authority.pem"))).isEqualTo("rw-------");
  }

  private void assertThatThePasswordIsInNoCommandLineAndNoLog(TestProcess dev) throws IOException {
    String password = Files.readString(data().resolve("postgres/password")).strip();
    assertThat(password).hasSizeGreaterThan(30);
    assertThat(dev.output())
        .contains("PGPASSWORD=$(cat " + data() + "/postgres/password) psql")
        .doesNotContain(password);
    assertThat(Files.readString(data().resolve("postgres/server.log"))).doesNotContain(password);
    assertThat(ProcessHandle.allProcesses())
        .allSatisfy(process ->
            assertThat(process.info().commandLine().orElse("")).doesNotContain(password));
  }

  private static void assertThatAllEnd(List<ProcessHandle> processes) throws Exception {
    List<ProcessHandle> _ =
        TestWait.until(
            Duration.ofSeconds(30),
            () ->
                Optional.of(processes)
                    .filter(all -> all.stream().noneMatch(TestProcess::isRunning)));
  }

  private void connect(String password) throws SQLException, IOException {
    var properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty("password", password);
    DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port() + "/postgres", properties)
        .close();
  }

  private Path data() {
    return folder.resolve("data");
  }

  private String port() throws IOException {
    return note().get(3);
  }

  /** The server's own note: process id, data, start, port, folder of its socket. */
  private List<String> note() throws IOException {
    return Files.readAllLines(data().resolve("postgres/data/postmaster.pid"));
  }

  /** PostgreSQL deletes some of its files meanwhile. */
  private static String mode(Path file) throws IOException {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (NoSuchFileException _) {
      return "------";
    }
  }
}
