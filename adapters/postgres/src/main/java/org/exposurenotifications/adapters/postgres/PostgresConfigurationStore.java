// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.ConfigurationStore;

final class PostgresConfigurationStore implements ConfigurationStore {
  private final Database database;

  PostgresConfigurationStore(Database database) {
    this.database = database;
  }

  @Override
  public Configuration load() {
    return database.read("load the configuration", LoadConfiguration::run);
  }

  @Override
  public void apply(Configuration changes) {
    database.transact(
        "change the configuration",
        handle -> {
          ChangeConfiguration.run(handle, changes);
          CheckReferences.run(handle);
          return changes;
        });
  }
}
