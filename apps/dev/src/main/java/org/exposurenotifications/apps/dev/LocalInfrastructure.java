// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exposurenotifications.adapters.postgres.PostgresStores;
import org.exposurenotifications.apps.embedded.PostgresAddress;
import org.exposurenotifications.apps.embedded.PostgresServer;
import org.exposurenotifications.apps.embedded.PostgresSettings;
import org.exposurenotifications.apps.onprem.OnPremPlatformReader;
import org.exposurenotifications.apps.runtime.ConfigurationException;
import org.exposurenotifications.apps.server.Infrastructure;
import org.exposurenotifications.ports.PortFailure;

/** What {@code dev} keeps under its directory, with an embedded database. */
final class LocalInfrastructure {
  private LocalInfrastructure() {}

  /**
   * With a database that is started here, and stops last.
   *
   * @throws ConfigurationException if another process uses the directory, or others could change
   *     it, or its database does not start
   */
  static Infrastructure start(DataDirectory directory, Map<String, String> variables)
      throws IOException {
    PostgresServer embedded = database(directory);
    try {
      Infrastructure opened =
          open(directory, variables, embedded.address()).above(() -> stop(embedded));
      PostgresStores.migrate(opened.database());
      return opened;
    } catch (IOException | RuntimeException failure) {
      embedded.close();
      throw failure;
    }
  }

  /** With the database of another process on the directory, or else one that is started here. */
  static Infrastructure find(DataDirectory directory, Map<String, String> variables)
      throws IOException {
    Optional<PostgresAddress> running =
        usable(() -> {
          directory.create();
          return PostgresServer.running(directory.database());
        });
    return running.isPresent()
        ? open(directory, variables, running.get())
        : start(directory, variables);
  }

  private static Infrastructure open(
      DataDirectory directory, Map<String, String> variables, PostgresAddress database)
      throws IOException {
    return Infrastructure.open(OnPremPlatformReader::read, directory.complete(variables, database));
  }

  private static PostgresServer database(DataDirectory directory) {
    return usable(() -> {
      directory.create();
      return PostgresServer.start(directory.database(), PostgresSettings.durable());
    });
  }

  /** What is wrong with a folder or a database in it is for the user to mend. */
  private static <T> T usable(Opening<T> opening) {
    try {
      return opening.open();
    } catch (IOException failure) {
      throw new ConfigurationException(List.of(String.valueOf(failure.getMessage())));
    }
  }

  private interface Opening<T> {
    T open() throws IOException;
  }

  private static void stop(PostgresServer embedded) {
    try {
      embedded.close();
    } catch (IOException failure) {
      throw new PortFailure.Transient("the embedded database did not stop in order", failure);
    }
  }
}
