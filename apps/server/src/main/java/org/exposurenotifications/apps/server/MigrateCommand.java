// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import java.util.concurrent.Callable;
import org.exposurenotifications.adapters.postgres.PostgresStores;
import org.exposurenotifications.apps.runtime.SettingsReader;
import org.exposurenotifications.core.job.ClockSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Brings the database's tables up to date. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    description = {
      "Create the database's tables, or bring them up to date. Safe to repeat, and to run from"
          + " several machines at once.",
      "Configured by DB_HOST, DB_PORT, DB_NAME, DB_USER, DB_PASSWORD and DB_SSLMODE."
    })
final class MigrateCommand implements Callable<Integer> {
  private final Deployment deployment;

  @Spec CommandSpec spec;

  MigrateCommand(Deployment deployment) {
    this.deployment = deployment;
  }

  @Override
  public Integer call() {
    try (var infrastructure = Infrastructure.open(deployment, System.getenv())) {
      ClockSettings clock = new SettingsReader(infrastructure.environment()).clock();
      infrastructure.environment().check();
      infrastructure.requireClock(clock);
      int migrations = PostgresStores.migrate(infrastructure.database());
      spec.commandLine()
          .getOut()
          .println(
              migrations == 0 ? "The tables were up to date." : migrations + " migrations done.");
    }
    return 0;
  }
}
