// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.exposurenotifications.adapters.postgres.PostgresStores;
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
   * @throws ConfigurationException if another process uses the directory
   */
  static Infrastructure start(DataDirectory directory, Map<String, String> variables)
      throws IOException {
    directory.create();
    EmbeddedDatabase embedded = EmbeddedDatabase.start(directory.database());
    try {
      Infrastructure opened =
          open(directory, variables, embedded.port()).above(() -> stop(embedded));
      PostgresStores.migrate(opened.database());
      return opened;
    } catch (RuntimeException failure) {
      embedded.close();
      throw failure;
    }
  }

  /** With the database of another process on the directory, or else one that is started here. */
  static Infrastructure find(DataDirectory directory, Map<String, String> variables)
      throws IOException {
    directory.create();
    Optional<Integer> running = EmbeddedDatabase.ownedPort(directory.database());
    return running.isPresent()
        ? open(directory, variables, running.get())
        : start(directory, variables);
  }

  private static Infrastructure open(
      DataDirectory directory, Map<String, String> variables, int port) throws IOException {
    return Infrastructure.open(OnPremPlatformReader::read, directory.complete(variables, port));
  }

  private static void stop(EmbeddedDatabase embedded) {
    try {
      embedded.close();
    } catch (IOException failure) {
      throw new PortFailure.Transient("the embedded database did not stop in order", failure);
    }
  }
}
