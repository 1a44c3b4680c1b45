// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.time.Instant;
import org.exposurenotifications.ports.database.DatabaseClock;

final class PostgresClock implements DatabaseClock {
  private final Database database;

  PostgresClock(Database database) {
    this.database = database;
  }

  @Override
  public Instant now() {
    return database.call(
        "read the database's clock",
        handle ->
            handle
                .createQuery("SELECT clock_timestamp() AS now")
                .map((row, _) -> Columns.instant(row, "now"))
                .one());
  }
}
