// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import org.exposurenotifications.testing.standins.Credentials;
import org.exposurenotifications.testing.standins.PgBouncer;
import org.exposurenotifications.testing.standins.PgBouncer.Pooling;

/** PgBouncer before the tests' database, which has to be on this machine. */
final class Pooler {
  private Pooler() {}

  static PgBouncer start(Pooling pooling, int size) {
    PostgresConfig config = TestDatabase.CONFIG;
    return PgBouncer.start(
        pooling,
        config.port(),
        new Credentials(config.user(), config.password().get().reveal()),
        size);
  }
}
