// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import org.exposurenotifications.apps.bench.BenchCommand;
import org.exposurenotifications.apps.phone.PhoneCommand;
import org.exposurenotifications.apps.runtime.ConfigurationException;
import org.exposurenotifications.apps.runtime.Cryptography;
import org.exposurenotifications.apps.runtime.Logs;
import org.exposurenotifications.ports.PortFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParseResult;

/** The {@code keyserver} command. */
@Command(
    name = "keyserver",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Exposure Notifications key server: accepts temporary exposure keys of people with a verified"
          + " diagnosis, publishes them in signed files, and forgets them after 14 days.",
      ""
    },
    footer = {
      "",
      "Start with: keyserver demo",
      "Then: keyserver dev",
      "Exit codes: 0 all well, 1 something failed, 2 wrong arguments or configuration."
    },
    subcommands = {
      DemoCommand.class,
      DevCommand.class,
      ServeCommand.class,
      RunCommand.class,
      MigrateCommand.class,
      ConfigCommand.class,
      KeysCommand.class,
      PhoneCommand.class,
      BenchCommand.class,
      VersionCommand.class,
      HelpCommand.class
    })
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Logs.configure(
        System.getenv().getOrDefault("LOG_LEVEL", "WARNING"),
        "development".equals(System.getenv("LOG_MODE")));
    Cryptography.install();
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::explain);
  }

  private static int explain(Exception failure, CommandLine command, ParseResult unused)
      throws Exception {
    if (failure instanceof ConfigurationException wrong) {
      wrong.problems().forEach(problem -> command.getErr().println("keyserver: " + problem));
      return 2;
    }
    if (failure instanceof PortFailure broken) {
      command.getErr().println("keyserver: " + broken.getMessage());
      return 1;
    }
    throw failure;
  }
}
