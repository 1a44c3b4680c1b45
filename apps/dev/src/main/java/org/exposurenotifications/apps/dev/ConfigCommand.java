// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.ConfigurationStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is registered: authorities, apps, signers and exports. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Register authorities, apps, signers and exports, or show them.",
    subcommands = {ConfigCommand.Apply.class, ConfigCommand.Show.class})
final class ConfigCommand {
  /** Which database is meant. */
  static final class Where {
    @Option(
        names = "--data",
        paramLabel = "DIR",
        description =
            "Where dev keeps its data, whether it runs or not. Default: the database that DB_HOST"
                + " names, or else "
                + DataDirectory.DEFAULT
                + ".")
    @Nullable Path data;

    Infrastructure open() throws IOException {
      Map<String, String> environment = System.getenv();
      Infrastructure infrastructure =
          data == null && environment.containsKey("DB_HOST")
              ? Infrastructure.given(environment)
              : Infrastructure.local(
                  new DataDirectory(data == null ? Path.of(DataDirectory.DEFAULT) : data),
                  environment,
                  false);
      infrastructure.environment().check();
      return infrastructure;
    }
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
    @Spec CommandSpec spec;

    @Mixin Where where = new Where();

    @Parameters(paramLabel = "FILE", description = "YAML; docs/operations/configuration.md.")
    Path file = Path.of("");

    @Option(names = "--dry-run", description = "Show the difference and change nothing.")
    boolean dryRun;

    @Override
    public Integer call() throws IOException {
      Configuration wanted = ConfigurationFile.read(file);
      try (var infrastructure = where.open()) {
        ConfigurationStore store = infrastructure.postgres().configuration();
        List<String> differences = ConfigurationView.differences(store.load(), wanted);
        if (!dryRun) {
          store.apply(wanted);
        }
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
    @Spec CommandSpec spec;

    @Mixin Where where = new Where();

    @Override
    public Integer call() throws IOException {
      try (var infrastructure = where.open()) {
        var view = ConfigurationView.of(infrastructure.postgres().configuration().load());
        spec.commandLine().getOut().print(new YAMLMapper().writeValueAsString(view));
        spec.commandLine().getOut().flush();
      }
      return 0;
    }
  }
}
