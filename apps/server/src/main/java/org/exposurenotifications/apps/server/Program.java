// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.exposurenotifications.apps.runtime.ConfigurationException;
import org.exposurenotifications.apps.runtime.Cryptography;
import org.exposurenotifications.apps.runtime.Logs;
import org.exposurenotifications.core.job.JobFailure;
import org.exposurenotifications.ports.PortFailure;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParseResult;

/** A process from its first line to its exit code. */
public final class Program {
  private final Object top;
  private final Map<String, Supplier<CommandLine>> commands;

  /**
   * @param top annotated with what the help says above the commands
   * @param commands by name, in the order of the help
   */
  public Program(Object top, Map<String, Supplier<CommandLine>> commands) {
    this.top = top;
    this.commands = new LinkedHashMap<>(commands);
    this.commands.put("help", () -> new CommandLine(new HelpCommand()));
  }

  /** With the commands that every deployment has, and no other. */
  public static Program of(Deployment deployment) {
    return new Program(new ServerCommand(), ServerCommands.of(deployment));
  }

  /** Does what the arguments say, and ends the process. */
  public void run(String... arguments) throws InterruptedException {
    Logs.configure(
        System.getenv().getOrDefault("LOG_LEVEL", "WARNING"),
        "development".equals(System.getenv("LOG_MODE")));
    // its native library loads while the command line is put together
    Thread cryptography = Thread.ofPlatform().name("cryptography").start(Cryptography::install);
    CommandLine line = commandLine(arguments);
    cryptography.join();
    System.exit(line.execute(arguments));
  }

  /**
   * Only the command that the arguments begin with, since each costs time at every start; all of
   * them where help may be wanted.
   */
  public CommandLine commandLine(String... arguments) {
    var line = new CommandLine(top);
    line.getCommandSpec().versionProvider(new VersionCommand());
    boolean all =
        arguments.length == 0 || arguments[0].equals("help") || !commands.containsKey(arguments[0]);
    commands.forEach((name, command) -> {
      if (all || name.equals(arguments[0])) {
        line.addSubcommand(name, command.get());
      }
    });
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Program::explain);
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
    if (failure instanceof JobFailure refused) {
      command.getErr().println("keyserver: " + refused.getMessage());
      return 1;
    }
    throw failure;
  }
}
