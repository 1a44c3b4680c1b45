// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.exposurenotifications.apps.runtime.Job;
import org.exposurenotifications.apps.runtime.KeyServer;
import org.exposurenotifications.apps.runtime.Settings;
import org.exposurenotifications.apps.runtime.SettingsReader;
import org.exposurenotifications.core.job.JobReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Does a job's work once, without a server. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Do a job's work once and exit: for cron, or by hand. Exits 1 if it failed, or if anything is"
          + " overdue.",
      "Configured by the same environment variables as serve.",
      "Example: keyserver run create-batches && keyserver run do-work"
    })
final class RunCommand implements Callable<Integer> {
  private final Deployment deployment;

  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "JOB",
      completionCandidates = Names.class,
      description = "${COMPLETION-CANDIDATES}")
  String name = "";

  RunCommand(Deployment deployment) {
    this.deployment = deployment;
  }

  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Job.values()).map(Job::text).iterator();
    }
  }

  @Override
  public Integer call() {
    Job job =
        Job.of(name)
            .orElseThrow(() ->
                new ParameterException(
                    spec.commandLine(),
                    "there is no job '" + name + "'; jobs are " + String.join(", ", new Names())));
    // nothing listens, so nobody has to be kept away from the jobs
    Map<String, String> variables = new TreeMap<>(System.getenv());
    variables.put("BIND_ADDRESS", "127.0.0.1");
    try (var infrastructure = Infrastructure.open(deployment, variables)) {
      Settings settings =
          new SettingsReader(infrastructure.environment()).read(Set.of(job.role()), "127.0.0.1", 0);
      infrastructure.environment().check();
      infrastructure.requireSchema();
      JobReport report = run(job, settings, infrastructure);
      spec.commandLine().getOut().println(report.summary());
      report.errors().forEach(error -> spec.commandLine().getErr().println("keyserver: " + error));
      return report.ok() ? 0 : 1;
    }
  }

  private static JobReport run(Job job, Settings settings, Infrastructure infrastructure) {
    try (var server =
        new KeyServer(
            settings,
            infrastructure.platform(),
            infrastructure.stores(),
            infrastructure::problems,
            InstantSource.system(),
            false)) {
      return server.run(job);
    }
  }
}
