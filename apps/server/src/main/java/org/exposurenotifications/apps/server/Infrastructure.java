// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.exposurenotifications.adapters.postgres.PostgresConfig;
import org.exposurenotifications.adapters.postgres.PostgresStores;
import org.exposurenotifications.apps.runtime.ConfigurationException;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.apps.runtime.Stores;
import org.exposurenotifications.core.job.CheckClock;
import org.exposurenotifications.core.job.ClockSettings;
import org.exposurenotifications.ports.Platform;

/**
 * Platform and database as the environment names them. Neither is connected to before first use,
 * but for secrets that the environment refers to.
 *
 * @param environment with secrets in the place of references to them; to be checked before use
 * @param beneath runs when the rest is closed
 */
public record Infrastructure(
    Environment environment,
    Platform platform,
    PostgresConfig database,
    PostgresStores postgres,
    Runnable beneath)
    implements AutoCloseable {
  private static final Duration PING = Duration.ofSeconds(2);

  /** What the variables name; what is wrong with them is noted in the environment. */
  public static Infrastructure open(Deployment deployment, Map<String, String> variables) {
    var literal = new Environment(variables);
    Platform platform = deployment.platform(literal);
    Environment environment = literal.resolve(platform.secrets(), InstantSource.system());
    PostgresConfig database = DatabaseReader.read(environment, platform.databaseCredentials());
    return new Infrastructure(
        environment, platform, database, PostgresStores.open(database), () -> {});
  }

  /** The same, over something that is to be closed last. */
  public Infrastructure above(Runnable closing) {
    return new Infrastructure(environment, platform, database, postgres, closing);
  }

  public Stores stores() {
    return new Stores(
        postgres.exposures(),
        postgres.statistics(),
        postgres.windows(),
        postgres.batches(),
        postgres.batchKeys(),
        postgres.exportFiles(),
        postgres.configuration(),
        postgres.revisionKeys(),
        postgres.leases(),
        postgres.clock());
  }

  /** For health probes. */
  public List<String> problems() {
    return postgres.ping(PING).stream().toList();
  }

  /**
   * @throws ConfigurationException if the database's tables are not up to date, or it does not
   *     guarantee what PostgreSQL does
   */
  void requireSchema() {
    postgres
        .schemaProblem()
        .or(postgres::guaranteeProblem)
        .ifPresent(problem -> {
          throw new ConfigurationException(List.of(problem));
        });
  }

  /**
   * @throws org.exposurenotifications.core.job.JobFailure if this process's clock is too far from
   *     the database's
   */
  public void requireClock(ClockSettings settings) {
    new CheckClock(postgres.clock(), InstantSource.system(), settings).refuseSkew();
  }

  @Override
  public void close() {
    postgres.close();
    platform.close();
    beneath.run();
  }
}
