// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.exposurenotifications.apps.embedded.PostgresAddress;
import org.exposurenotifications.apps.server.Infrastructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Nothing starts whose clock is an hour off the database's. */
@Execution(ExecutionMode.CONCURRENT)
final class WrongClockTest {
  /** What the server asks for the time, found before the original. */
  private static final String OTHER_CLOCK =
      """
      CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS
        $$ SELECT pg_catalog.clock_timestamp() + interval '1 hour' $$;
      ALTER DATABASE postgres SET search_path = public, pg_catalog
      """;

  @TempDir Path folder;

  @Test
  void everyCommandRefuses() throws Exception {
    var directory = new DataDirectory(folder);
    try (var infrastructure = LocalInfrastructure.start(directory, Map.of())) {
      setClock(infrastructure);
      var variables = new TreeMap<>(directory.complete(Map.of(), address(infrastructure)));
      variables.put("BIND_ADDRESS", "127.0.0.1");
      refuses(variables, "migrate");
      refuses(variables, "run", "create-batches");
      refuses(variables, "run", "cleanup-exposure");
      refuses(variables, "serve", "publish");
      assertThat(infrastructure.postgres().windows().closedUntil()).isEmpty();
      variables.put("MAX_CLOCK_SKEW", "2h");
      assertThat(exit(variables, "migrate")).isZero();
    }
    refuses(Map.of(), "dev", "--port", "0", "--data", folder.toString());
  }

  private PostgresAddress address(Infrastructure infrastructure) throws IOException {
    Path password = new DataDirectory(folder).database().resolve("password");
    return new PostgresAddress(
        infrastructure.database().port(), Files.readString(password).strip());
  }

  private void setClock(Infrastructure infrastructure) throws Exception {
    try (var connection = address(infrastructure).connect(PostgresAddress.DATABASE);
        var statement = connection.createStatement()) {
      statement.execute(OTHER_CLOCK);
    }
  }

  private static void refuses(Map<String, String> variables, String... arguments) throws Exception {
    try (var process = TestProcess.start(variables, arguments)) {
      assertThat(process.exit()).as(process.output()).isEqualTo(1);
      assertThat(process.output())
          .contains("the clock here says ", "and the database's ")
          .contains("behind, and MAX_CLOCK_SKEW allows 2 min");
    }
  }

  private static int exit(Map<String, String> variables, String... arguments) throws Exception {
    try (var process = TestProcess.start(variables, arguments)) {
      return process.exit();
    }
  }
}
