// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.exposurenotifications.apps.runtime.BypassWarnings;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.ConfigurationStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is registered: authorities, apps, signers and exports. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Register authorities, apps, signers and exports, or show them.")
final class ConfigCommand {
  private ConfigCommand() {}

  static CommandLine on(Deployment deployment) {
    return new CommandLine(new ConfigCommand())
        .addSubcommand("apply", new Apply(deployment))
        .addSubcommand("show", new Show(deployment));
  }

  private static Infrastructure open(Deployment deployment) throws IOException {
    Infrastructure infrastructure = deployment.registrations();
    infrastructure.environment().check();
    return infrastructure;
  }

  @Command(
      name = "apply",
      mixinStandardHelpOptions = true,
      description = {
        "Register what a YAML file names, or replace what is registered under the same names."
            + " What it does not name stays. Paths in it are relative to the file.",
        "Example: keyserver config apply --dry-run config.yaml"
      })
  static final class Apply implements Callable<Integer> {
    private final Deployment deployment;

    @Spec CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "YAML; docs/operations/configuration.md.")
    Path file = Path.of("");

    @Option(names = "--dry-run", description = "Show the difference and change nothing.")
    boolean dryRun;

    Apply(Deployment deployment) {
      this.deployment = deployment;
    }

    @Override
    public Integer call() throws IOException {
      Configuration wanted = ConfigurationFile.read(file);
      try (var infrastructure = open(deployment)) {
        ConfigurationStore store = infrastructure.postgres().configuration();
        List<String> differences = ConfigurationView.differences(store.load(), wanted);
        if (!dryRun) {
          store.apply(wanted);
        }
        BypassWarnings.of(wanted)
            .forEach(line -> spec.commandLine().getErr().println("keyserver: warning: " + line));
        differences.forEach(line -> spec.commandLine().getOut().println(line));
        spec.commandLine()
            .getOut()
            .println(
                differences.isEmpty()
                    ? "Nothing to change."
                    : differences.size() + (dryRun ? " changes, not made." : " changes made."));
      }
      return 0;
    }
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Print everything that is registered, as YAML that apply would take.")
  static final class Show implements Callable<Integer> {
    private final Deployment deployment;

    @Spec CommandSpec spec;

    Show(Deployment deployment) {
      this.deployment = deployment;
    }

    @Override
    public Integer call() throws IOException {
      try (var infrastructure = open(deployment)) {
        var view = ConfigurationView.of(infrastructure.postgres().configuration().load());
        spec.commandLine().getOut().print(new YAMLMapper().writeValueAsString(view));
        spec.commandLine().getOut().flush();
      }
      return 0;
    }
  }
}
