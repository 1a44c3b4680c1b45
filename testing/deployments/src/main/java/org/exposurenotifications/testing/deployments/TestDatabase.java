// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.deployments;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** One PostgreSQL server for all tests of a module, started when it is first asked for. */
public final class TestDatabase {
  private TestDatabase() {}

  /** Where it is, as variables of an app; it takes any password. */
  public static Map<String, String> variables() {
    return Map.of(
        "DB_HOST",
        "127.0.0.1",
        "DB_PORT",
        String.valueOf(Holder.SERVER.getPort()),
        "DB_NAME",
        "postgres",
        "DB_USER",
        "postgres",
        "DB_PASSWORD",
        "plain",
        "DB_SSLMODE",
        "disable");
  }

  private static final class Holder {
    static final EmbeddedPostgres SERVER = start();

    /** It stops with this process. */
    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
