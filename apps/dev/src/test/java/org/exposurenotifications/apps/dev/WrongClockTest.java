// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import java.util.TreeMap;
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
      var variables = new TreeMap<>(directory.complete(Map.of(), infrastructure.database().port()));
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

  private static void setClock(Infrastructure infrastructure) throws Exception {
    String address =
        "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres"
            .formatted(infrastructure.database().port());
    try (var connection = DriverManager.getConnection(address);
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
