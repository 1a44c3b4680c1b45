// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.exposurenotifications.apps.embedded.PostgresAddress;
import org.exposurenotifications.testing.standins.Credentials;
import org.exposurenotifications.testing.standins.PgBouncer;
import org.exposurenotifications.testing.standins.PgBouncer.Pooling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No command works behind a pooler that would lose what it answers. */
final class PoolerTest {
  private static final int SESSIONS = 6;

  @TempDir Path folder;

  @Test
  void aPoolerOfTransactionsIsRefusedByEveryCommandAndOneOfSessionsByNone() throws Exception {
    var directory = new DataDirectory(folder);
    try (var infrastructure = LocalInfrastructure.start(directory, Map.of())) {
      String password = Files.readString(directory.database().resolve("password")).strip();
      var database = new PostgresAddress(infrastructure.database().port(), password);
      try (PgBouncer pooler = start(Pooling.TRANSACTION, database)) {
        refuses(directory, database.onPort(pooler.port()), "migrate");
        refuses(directory, database.onPort(pooler.port()), "config", "show");
        refuses(directory, database.onPort(pooler.port()), "run", "do-work");
        refuses(directory, database.onPort(pooler.port()), "serve", "publish");
      }
      try (PgBouncer pooler = start(Pooling.SESSION, database)) {
        works(directory, database.onPort(pooler.port()), "migrate");
        works(directory, database.onPort(pooler.port()), "config", "show");
        works(directory, database.onPort(pooler.port()), "run", "do-work");
      }
    }
  }

  private static PgBouncer start(Pooling pooling, PostgresAddress database) {
    return PgBouncer.start(
        pooling,
        database.port(),
        new Credentials(PostgresAddress.USER, database.password()),
        SESSIONS);
  }

  private static void refuses(DataDirectory directory, PostgresAddress through, String... arguments)
      throws Exception {
    try (var process = TestProcess.start(variables(directory, through), arguments)) {
      assertThat(process.exit()).as(process.output()).isEqualTo(1);
      assertThat(process.output())
          .contains(
              "DB_HOST leads to a pooler that hands out a connection for one transaction only")
          .doesNotContain("\tat ");
    }
  }

  private static void works(DataDirectory directory, PostgresAddress through, String... arguments)
      throws Exception {
    try (var process = TestProcess.start(variables(directory, through), arguments)) {
      assertThat(process.exit()).as(process.output()).isZero();
    }
  }

  private static Map<String, String> variables(DataDirectory directory, PostgresAddress through)
      throws Exception {
    var variables = new TreeMap<>(directory.complete(Map.of(), through));
    variables.put("BIND_ADDRESS", "127.0.0.1");
    return variables;
  }
}
