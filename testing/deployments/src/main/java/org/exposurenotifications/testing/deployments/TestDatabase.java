// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.deployments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.exposurenotifications.apps.embedded.PostgresServer;

/** One PostgreSQL server for all tests of a module, started when it is first asked for. */
public final class TestDatabase {
  private TestDatabase() {}

  /** Where it is, and its password, as variables of an app. */
  public static Map<String, String> variables() {
    return Holder.SERVER.address().variables();
  }

  private static final class Holder {
    static final PostgresServer SERVER = start();

    /** It stops with this process. */
    private static PostgresServer start() {
      try {
        return PostgresServer.temporary();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
