// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * What one round of uploads came to. CPU times are milliseconds for each accepted upload.
 *
 * @param ceiling bare inserts a second just before
 * @param overload with four times the connections, but at most as many as a server takes
 * @param replay beside those who replay one upload, if there are any
 * @param transactions of the database for each accepted upload
 */
record PublishRound(
    Load load,
    double ceiling,
    Load overload,
    Optional<Load> replay,
    double serverCpu,
    double databaseCpu,
    double clientCpu,
    double transactions) {
  private static final int[] CEILING_CONNECTIONS = {8, 16};
  private static final int OVERLOAD = 4;

  /** A server takes 1,024 by default, and a few are for others. */
  private static final int MOST_CONNECTIONS = 1000;

  /** What is measured, and with what. */
  record Subject(
      BenchDatabase database,
      List<KeyServerProcess> servers,
      LoadProcess client,
      InsertCeiling ceiling) {
    Duration serverCpu() {
      return servers.stream()
          .map(server -> Usage.of(server.pid()).cpu())
          .reduce(Duration.ZERO, Duration::plus);
    }

    /** Of all servers together, in bytes. */
    long peakResident() {
      return servers.stream().mapToLong(server -> Usage.of(server.pid()).peakResidentBytes()).sum();
    }

    long transactions() throws SQLException {
      return database.number(
          "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()");
    }
  }

  /**
   * @param replayers connections that replay one upload; 0 for no such measurement
   */
  static PublishRound run(Subject subject, int seconds, int connections, int replayers, Instant now)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    double ceiling = 0;
    for (int at : CEILING_CONNECTIONS) {
      subject.ceiling.empty();
      ceiling = Math.max(ceiling, subject.ceiling.measure(at, Math.max(1, seconds / 3), now));
    }
    subject.database.execute("TRUNCATE exposure, publish_statistic; CHECKPOINT");
    Duration server = subject.serverCpu();
    Duration client = Usage.of(subject.client.pid()).cpu();
    Duration database = subject.database.usage().cpu();
    long transactions = subject.transactions();
    Load load = subject.client.run(seconds, connections);
    double uploads = Math.max(1, load.accepted());
    double serverCpu = subject.serverCpu().minus(server).toMillis() / uploads;
    double databaseCpu = subject.database.usage().cpu().minus(database).toMillis() / uploads;
    double clientCpu = Usage.of(subject.client.pid()).cpu().minus(client).toMillis() / uploads;
    double each = (subject.transactions() - transactions) / uploads;
    int more = Math.max(connections, Math.min(OVERLOAD * connections, MOST_CONNECTIONS));
    Load overload = subject.client.run(Math.max(1, seconds / 2), more);
    Optional<Load> replay =
        replayers == 0
            ? Optional.empty()
            : Optional.of(subject.client.run(seconds, connections, replayers));
    return new PublishRound(
        load, ceiling, overload, replay, serverCpu, databaseCpu, clientCpu, each);
  }
}
