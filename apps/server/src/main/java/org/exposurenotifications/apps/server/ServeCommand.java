// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.exposurenotifications.apps.runtime.Job;
import org.exposurenotifications.apps.runtime.KeyServer;
import org.exposurenotifications.apps.runtime.Role;
import org.exposurenotifications.apps.runtime.Scheduler;
import org.exposurenotifications.apps.runtime.Settings;
import org.exposurenotifications.apps.runtime.SettingsReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs roles in production fashion, configured by the environment alone. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Run one or more roles, configured by environment variables.",
      "publish: POST /v1/publish. export: POST /create-batches and /do-work."
          + " cleanup: POST /cleanup-exposure and /cleanup-export. All: GET /health.",
      "A scheduler calls the jobs, with JOB_TOKEN as bearer token; or --jobs.",
      "Needed: DB_HOST, DB_NAME, DB_USER, DB_PASSWORD, and what the platform needs; for publish"
          + " REVISION_TOKEN_KEY_ID and REVISION_TOKEN_AAD; for export and cleanup JOB_TOKEN unless"
          + " BIND_ADDRESS is this machine only. What is missing is told. See docs/operations.",
      "Example: keyserver migrate && keyserver serve publish"
    })
final class ServeCommand implements Callable<Integer> {
  private final Deployment deployment;

  @Spec CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "ROLE",
      description = "${COMPLETION-CANDIDATES}, in any letter case.")
  List<Role> roles = List.of();

  @Option(
      names = "--jobs",
      description =
          "Also do the jobs of these roles, each again and again at its usual pace, as for a machine"
              + " without a scheduler. Several processes may do so at once.")
  boolean jobs;

  ServeCommand(Deployment deployment) {
    this.deployment = deployment;
  }

  @Override
  public Integer call() throws InterruptedException {
    Set<Role> set = EnumSet.copyOf(roles);
    var infrastructure = Infrastructure.open(deployment, System.getenv());
    Settings settings = new SettingsReader(infrastructure.environment()).read(set, "0.0.0.0", 8080);
    infrastructure.environment().check();
    infrastructure.requireSchema();
    infrastructure.requireClock(settings.clock());
    if (set.contains(Role.PUBLISH)) {
      infrastructure.platform().keyEncryption().ensure(settings.token().keyName());
    }
    var server =
        new KeyServer(
            settings,
            infrastructure.platform(),
            infrastructure.stores(),
            infrastructure::problems,
            InstantSource.system(),
            false);
    server.start();
    var scheduler = new Scheduler(Shutdown::afterAnError);
    Shutdown.whenAsked(server, scheduler, infrastructure);
    if (jobs) {
      schedule(scheduler, server, set);
    }
    spec.commandLine().getErr().println("keyserver: " + set + " on port " + server.port());
    Thread.currentThread().join();
    return 0;
  }

  private static void schedule(Scheduler scheduler, KeyServer server, Set<Role> roles) {
    for (Job job : Job.values()) {
      if (roles.contains(job.role())) {
        scheduler.every(job.period(), job.text(), () -> server.run(job));
      }
    }
  }
}
