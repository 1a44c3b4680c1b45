// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exposurenotifications.adapters.postgres.PostgresConfig;
import org.exposurenotifications.adapters.postgres.PostgresStores;
import org.exposurenotifications.apps.runtime.ConfigurationException;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.apps.runtime.Stores;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.PortFailure;

/**
 * Platform and database as the environment names them, and the embedded database where it names
 * none.
 *
 * @param environment with secrets in the place of references to them; to be checked before use
 */
record Infrastructure(
    Environment environment,
    Platform platform,
    PostgresConfig database,
    PostgresStores postgres,
    Optional<EmbeddedDatabase> embedded)
    implements AutoCloseable {
  private static final Duration PING = Duration.ofSeconds(2);

  /** What the environment names; nothing else. */
  static Infrastructure given(Map<String, String> variables) {
    return open(variables, Optional.empty());
  }

  /**
   * The server's of {@code dev} under the directory: started here, or found running.
   *
   * @throws ConfigurationException if {@code exclusive} and another process uses the directory
   */
  static Infrastructure local(
      DataDirectory directory, Map<String, String> variables, boolean exclusive)
      throws IOException {
    directory.create();
    Optional<Integer> running =
        exclusive ? Optional.empty() : EmbeddedDatabase.ownedPort(directory.database());
    if (running.isPresent()) {
      return open(directory.complete(variables, running.get()), Optional.empty());
    }
    EmbeddedDatabase embedded = EmbeddedDatabase.start(directory.database());
    try {
      Infrastructure opened =
          open(directory.complete(variables, embedded.port()), Optional.of(embedded));
      PostgresStores.migrate(opened.database());
      return opened;
    } catch (RuntimeException failure) {
      embedded.close();
      throw failure;
    }
  }

  private static Infrastructure open(
      Map<String, String> variables, Optional<EmbeddedDatabase> embedded) {
    var literal = new Environment(variables);
    Platform platform = PlatformReader.read(literal);
    Environment environment = literal.resolve(platform.secrets(), InstantSource.system());
    PostgresConfig database = DatabaseReader.read(environment);
    return new Infrastructure(
        environment, platform, database, PostgresStores.open(database), embedded);
  }

  Stores stores() {
    return new Stores(
        postgres.exposures(),
        postgres.statistics(),
        postgres.windows(),
        postgres.batches(),
        postgres.batchKeys(),
        postgres.exportFiles(),
        postgres.configuration(),
        postgres.revisionKeys(),
        postgres.leases());
  }

  /** For health probes. */
  List<String> problems() {
    return postgres.ping(PING).stream().toList();
  }

  /**
   * @throws ConfigurationException if the database's tables are not up to date
   */
  void requireSchema() {
    postgres
        .schemaProblem()
        .ifPresent(problem -> {
          throw new ConfigurationException(List.of(problem));
        });
  }

  /** The database that was started here stops last. */
  @Override
  public void close() {
    postgres.close();
    platform.close();
    if (embedded.isPresent()) {
      try {
        embedded.get().close();
      } catch (IOException failure) {
        throw new PortFailure.Transient("the embedded database did not stop in order", failure);
      }
    }
  }
}
