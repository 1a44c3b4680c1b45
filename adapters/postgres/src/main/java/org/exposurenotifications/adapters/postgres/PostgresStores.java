// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.config.ConfigurationStore;
import org.exposurenotifications.ports.database.DatabaseClock;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.ExportFileStore;
import org.exposurenotifications.ports.export.WindowStore;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.lease.LeaseStore;
import org.exposurenotifications.ports.statistics.StatisticsStore;
import org.exposurenotifications.ports.token.RevisionKeyStore;

/** All stores over one PostgreSQL database. Thread-safe. */
public final class PostgresStores implements AutoCloseable {
  private final PostgresConfig config;
  private final Database database;
  private final ExposureStore exposures;

  private PostgresStores(PostgresConfig config) {
    this.config = config;
    this.database = new Database(config);
    this.exposures = new PostgresExposureStore(database);
  }

  /** Connects on first use; until then nothing fails. */
  public static PostgresStores open(PostgresConfig config) {
    return new PostgresStores(config);
  }

  /**
   * Creates the tables, or brings them up to date. Idempotent; of several callers at once one works
   * and the others wait.
   *
   * @return how many migrations there were to do
   * @throws PortFailure if the database is out of reach or refuses
   */
  public static int migrate(PostgresConfig config) {
    return new Schema(Connections.unpooled(config)).migrate();
  }

  /**
   * Compares the tables with what this code knows.
   *
   * @return a sentence with the remedy if they are older; empty if all is well
   * @throws PortFailure if the database is out of reach or refuses
   */
  public Optional<String> schemaProblem() {
    return new Schema(Connections.unpooled(config)).problem();
  }

  /**
   * Tries out what the stores rely on that no accepted key is lost: a session of its own for each
   * connection, advisory locks that other sessions see, and isolated transactions.
   *
   * @return a sentence with the remedy; empty if all is well
   * @throws PortFailure if the database is out of reach, refuses, or is read-only
   */
  public Optional<String> guaranteeProblem() {
    return Guarantees.problem(Connections.unpooled(config));
  }

  /**
   * Asks whether the database can be written to.
   *
   * @param timeout longest wait for the answer
   * @return a sentence that names neither host nor user; empty if all is well
   */
  public Optional<String> ping(Duration timeout) {
    FutureTask<Boolean> readOnly = new FutureTask<>(this::isReadOnly);
    Thread.ofVirtual().name("database-ping").start(readOnly);
    try {
      return readOnly.get(timeout.toMillis(), TimeUnit.MILLISECONDS)
          ? Optional.of("The database is read-only.")
          : Optional.empty();
    } catch (TimeoutException _) {
      readOnly.cancel(true);
      return Optional.of("The database does not answer.");
    } catch (ExecutionException failure) {
      return failure.getCause() instanceof PortFailure known
          ? Optional.of(known.getMessage() + ".")
          : Optional.of("The database cannot be asked.");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.of("The database was not waited for.");
    }
  }

  public DatabaseClock clock() {
    return new PostgresClock(database);
  }

  public ExposureStore exposures() {
    return exposures;
  }

  public WindowStore windows() {
    return new PostgresWindowStore(database);
  }

  public BatchStore batches() {
    return new PostgresBatchStore(database);
  }

  public BatchKeys batchKeys() {
    return new PostgresBatchKeys(database);
  }

  public ExportFileStore exportFiles() {
    return new PostgresExportFileStore(database);
  }

  public ConfigurationStore configuration() {
    return new PostgresConfigurationStore(database);
  }

  public RevisionKeyStore revisionKeys() {
    return new PostgresRevisionKeyStore(database);
  }

  public LeaseStore leases() {
    return new PostgresLeaseStore(database);
  }

  public StatisticsStore statistics() {
    return new PostgresStatisticsStore(database);
  }

  /** Closes all connections; idempotent. */
  @Override
  public void close() {
    database.close();
  }

  private boolean isReadOnly() {
    return database.call(
        "reach the database",
        handle ->
            handle
                .createQuery("SELECT current_setting('transaction_read_only') = 'on'")
                .mapTo(Boolean.class)
                .one());
  }
}
