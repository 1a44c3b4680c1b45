// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What tests let other processes do. */
final class ChildMain {
  private ChildMain() {}

  static Process process(String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ChildMain.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Prints one line when it is ready. */
  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "unpack" -> {
        var archive = new PostgresArchive(URI.create(arguments[2]), arguments[3]);
        System.out.println(Binaries.in(Path.of(arguments[1]), archive, Instant.now()));
      }
      case "run" -> run(PostgresServer.start(Path.of(arguments[1]), PostgresSettings.durable()));
      case "temporary" -> run(PostgresServer.temporary());
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /** Commits a row, and stays until it is killed. */
  private static void run(PostgresServer server) throws Exception {
    @Nullable String folder;
    try (Connection connection = server.address().connect(PostgresAddress.DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)");
      folder = text(statement, "SHOW data_directory");
    }
    System.out.println(folder);
    Thread.currentThread().join();
  }

  static @Nullable String text(Statement statement, String sql) throws Exception {
    try (var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
