// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What another user of the machine can do with the database of a running {@code dev}. */
@Execution(ExecutionMode.CONCURRENT)
final class DevStrangerTest {
  @TempDir Path data;

  private TestProcess dev;

  @BeforeEach
  void start() throws Exception {
    dev = TestProcess.start(Map.of(), "dev", "--port", "0", "--data", data.toString());
    dev.address();
  }

  @AfterEach
  void stop() throws IOException {
    dev.close();
  }

  @Test
  void nobodyConnectsWithoutThePassword() {
    for (String password : new String[] {"", "postgres", "wrong"}) {
      assertThatThrownBy(() -> connect(password))
          .isInstanceOf(SQLException.class)
          .message()
          .containsAnyOf("password authentication failed", "the password is an empty string");
    }
  }

  @Test
  void thereIsNoUnixSocket() throws Exception {
    assertThat(note().get(4)).isBlank();
    assertThat(Files.readString(Path.of("/proc/net/unix"))).doesNotContain(".s.PGSQL." + port());
  }

  @Test
  void allFilesAreTheOwnersAlone() throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("postgres"))) {
      assertThat(files)
          .allSatisfy(file ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .as(file.toString())
                  .endsWith("------"));
    }
  }

  @Test
  void thePasswordIsInNoCommandLineAndNoLog() throws IOException {
    String password = Files.readString(data.resolve("postgres/password")).strip();
    assertThat(password).hasSizeGreaterThan(30);
    assertThat(dev.output()).doesNotContain(password).contains("postgres/password");
    assertThat(Files.readString(data.resolve("postgres/server.log"))).doesNotContain(password);
    assertThat(ProcessHandle.allProcesses())
        .allSatisfy(process ->
            assertThat(process.info().commandLine().orElse("")).doesNotContain(password));
  }

  @Test
  void aKilledDevLeavesNoDatabaseRunning() throws Exception {
    List<ProcessHandle> database = TestProcess.database(data);
    assertThat(database).isNotEmpty().allMatch(TestProcess::isRunning);
    dev.kill();
    Boolean _ =
        TestWait.until(
            Duration.ofSeconds(10),
            () ->
                database.stream().noneMatch(TestProcess::isRunning)
                    ? Optional.of(true)
                    : Optional.empty());
  }

  private void connect(String password) throws SQLException, IOException {
    var properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty("password", password);
    DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port() + "/postgres", properties)
        .close();
  }

  private String port() throws IOException {
    return note().get(3);
  }

  /** The server's own note: process id, data, start, port, folder of its socket. */
  private List<String> note() throws IOException {
    return Files.readAllLines(data.resolve("postgres/data/postmaster.pid"));
  }
}
