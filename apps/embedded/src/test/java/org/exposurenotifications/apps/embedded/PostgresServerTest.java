// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
final class PostgresServerTest {
  private static final int SECONDS = 15;

  private static final String BUSY = "SELECT sum(i) FROM generate_series(1, 20000000) i";
  private static final String BUSY_SESSIONS =
      "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT sum(i)%'";

  @TempDir Path folder;

  @Test
  void onlyWhoKnowsThePasswordConnects() throws Exception {
    try (var server = start()) {
      assertThat(text(server.address(), "SELECT current_user")).isEqualTo("postgres");
      assertNobodyElseConnects(server.address());
      assertThat(server.address().toString()).doesNotContain(server.address().password());
    }
  }

  @Test
  void theOnlyWayInIsTcpWithAPassword() throws Exception {
    try (var server = start()) {
      assertThat(text(server.address(), "SHOW unix_socket_directories")).isEmpty();
      assertThat(text(server.address(), "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(
              text(
                  server.address(),
                  "SELECT string_agg(DISTINCT auth_method, ' ') FROM pg_hba_file_rules"))
          .isEqualTo("scram-sha-256");
      assertThat(
              text(
                  server.address(),
                  "SELECT left(rolpassword, 13) FROM pg_authid WHERE rolname = 'postgres'"))
          .isEqualTo("SCRAM-SHA-256");
    }
  }

  @Test
  void thePasswordIsInOneFileThatOthersCannotRead() throws Exception {
    try (var server = start()) {
      String password = server.address().password();
      assertThat(password).matches("[0-9a-f]{48}");
      assertThat(folder.resolve("password")).hasContent(password);
      assertThat(ProcessHandle.allProcesses())
          .allSatisfy(process ->
              assertThat(process.info().commandLine().orElse("")).doesNotContain(password));
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.toList()) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
              .as(file.toString())
              .endsWith("------");
        }
      }
      assertThat(folder.resolve("server.log")).content().doesNotContain(password);
      if (Stranger.canAct()) {
        assertThat(Stranger.runs("cat '%s/password'".formatted(folder)))
            .contains("ermission denied")
            .doesNotContain(password);
      }
    }
  }

  @Test
  void dataThatWereMadeWithoutAPasswordGetOneAndAreKept() throws Exception {
    try (var server = start()) {
      execute(
          server.address(),
          "CREATE TABLE kept AS SELECT 7 AS id; ALTER ROLE postgres PASSWORD NULL");
    }
    Files.delete(folder.resolve("password"));
    Files.writeString(
        folder.resolve("data/pg_hba.conf"),
        "local all all trust\nhost all all 127.0.0.1/32 trust\n");
    Files.writeString(folder.resolve("data/postgresql.auto.conf"), "password_encryption = 'md5'\n");

    try (var server = start()) {
      assertThat(text(server.address(), "SELECT id FROM kept")).isEqualTo("7");
      assertNobodyElseConnects(server.address());
      assertThat(folder.resolve("data/pg_hba.conf")).content().doesNotContain("trust");
    }
  }

  @Test
  void aRestartOnTheSamePortKeepsDataAndPassword() throws Exception {
    PostgresAddress before;
    try (var server = start()) {
      before = server.address();
      execute(before, "CREATE TABLE kept AS SELECT 7 AS id");
    }
    assertThatThrownBy(() -> text(before, "SELECT 1")).isInstanceOf(SQLException.class);
    try (var server = PostgresServer.start(folder, PostgresSettings.fast().onPort(before.port()))) {
      assertThat(server.address()).isEqualTo(before);
      assertThat(text(before, "SELECT id FROM kept")).isEqualTo("7");
    }
  }

  @Test
  void aFolderInUseIsRefusedAndTheServerThereIsFound() throws Exception {
    assertThat(PostgresServer.running(folder)).isEmpty();
    try (var server = start()) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(this::start)
            .isInstanceOf(UnusableFolderException.class)
            .hasMessageContaining(folder + " is in use by another process");
        assertThat(PostgresServer.running(folder)).contains(server.address());
      }
    }
    assertThat(PostgresServer.running(folder)).isEmpty();
  }

  @Test
  void aKilledParentLeavesItsDataAndNoServer() throws Exception {
    Process parent = ChildMain.process("run", folder.toString());
    assertThat(firstLine(parent)).isEqualTo(folder.resolve("data").toString());
    assertThatThrownBy(this::start).isInstanceOf(UnusableFolderException.class);
    List<ProcessHandle> server = server(folder.resolve("data"));

    parent.destroyForcibly().waitFor();
    assertThatAllEnd(server);
    try (var next = start()) {
      assertThat(text(next.address(), "SELECT id FROM kept")).isEqualTo("7");
    }
  }

  @Test
  void aKilledParentLeavesNothingThatWasTemporary() throws Exception {
    Process parent = ChildMain.process("temporary");
    Path data = Path.of(firstLine(parent));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.getParent())))
        .isEqualTo("rwx------");
    ProcessHandle shell = server(data).getFirst().parent().orElseThrow();

    parent.destroyForcibly().waitFor();
    assertThatAllEnd(List.of(shell));
    assertThat(data.getParent()).doesNotExist();
  }

  @Test
  void aServerThatOutlivedItsParentIsStopped() throws Exception {
    Process parent = ChildMain.process("run", folder.toString());
    assertThat(firstLine(parent)).isNotEmpty();
    List<ProcessHandle> server = server(folder.resolve("data"));
    ProcessHandle shell = server.getFirst().parent().orElseThrow();
    shell
        .children()
        .filter(child -> child.pid() != server.getFirst().pid())
        .forEach(ProcessHandle::destroyForcibly);
    shell.destroyForcibly();
    parent.destroyForcibly().waitFor();
    assertThat(server.getFirst().isAlive()).isTrue();

    try (var next = start()) {
      assertThat(text(next.address(), "SELECT id FROM kept")).isEqualTo("7");
    }
    assertThatAllEnd(server);
  }

  @Test
  void theSessionsOfAKilledServerAreAwaited() throws Exception {
    Future<Void> busy;
    PostgresAddress before;
    try (ExecutorService client = Executors.newSingleThreadExecutor()) {
      try (var server = start()) {
        before = server.address();
        busy =
            client.submit(() -> {
              execute(before, BUSY);
              return null;
            });
        while (!text(before, BUSY_SESSIONS).equals("1")) {
          TimeUnit.MILLISECONDS.sleep(5);
        }
        server(folder.resolve("data")).getFirst().destroyForcibly();
      }
      assertThat(busy.isDone()).isFalse();

      var next = PostgresServer.start(folder, PostgresSettings.fast().onPort(before.port()));

      assertThat(text(before, "SELECT 7")).isEqualTo("7");
      next.close();
    }
  }

  @Test
  void theLogHoldsNoKeysOfClients() throws Exception {
    try (var server = start()) {
      execute(server.address(), "CREATE TABLE once (key text PRIMARY KEY)");
      execute(server.address(), "INSERT INTO once VALUES ('c0ffee')");
      assertThatThrownBy(() -> execute(server.address(), "INSERT INTO once VALUES ('c0ffee')"))
          .hasMessageContaining("duplicate key");
      assertThat(folder.resolve("server.log"))
          .content()
          .contains("ready to accept connections")
          .doesNotContain("c0ffee");
    }
  }

  @Test
  void aServerThatCannotStartSaysWhy() throws Exception {
    PostgresSettings wrong = PostgresSettings.fast().with(Map.of("no_such", "1"));
    assertThatThrownBy(() -> PostgresServer.start(folder, wrong))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("PostgreSQL's postgres failed")
        .hasMessageContaining("unrecognized configuration parameter \"no_such\"");
    start().close();
  }

  private PostgresServer start() throws IOException {
    return PostgresServer.start(folder, PostgresSettings.fast());
  }

  private static void assertNobodyElseConnects(PostgresAddress address) {
    for (String password : new String[] {"", "postgres", "wrong"}) {
      assertThatThrownBy(() -> text(new PostgresAddress(address.port(), password), "SELECT 1"))
          .isInstanceOf(SQLException.class)
          .message()
          .containsAnyOf("password authentication failed", "the password is an empty string");
    }
  }

  private static void execute(PostgresAddress address, String sql) throws SQLException {
    try (Connection connection = address.connect(PostgresAddress.DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(PostgresAddress address, String sql) throws SQLException {
    try (Connection connection = address.connect(PostgresAddress.DATABASE);
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static String firstLine(Process process) throws IOException {
    BufferedReader out = process.inputReader();
    return String.valueOf(out.readLine());
  }

  private static List<ProcessHandle> server(Path data) throws IOException {
    ProcessHandle server = PostmasterNote.read(data).orElseThrow().process(data).orElseThrow();
    return Stream.concat(Stream.of(server), server.descendants()).toList();
  }

  /** One that ended, but that its new parent has not asked about, has no command any more. */
  private static void assertThatAllEnd(List<ProcessHandle> processes) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (processes.stream()
        .anyMatch(process -> process.isAlive() && process.info().command().isPresent())) {
      assertThat(System.nanoTime()).as("nanoseconds").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
