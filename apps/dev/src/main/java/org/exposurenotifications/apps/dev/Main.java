// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import java.util.LinkedHashMap;
import java.util.Map;
import org.exposurenotifications.apps.bench.BenchCommand;
import org.exposurenotifications.apps.bench.SizingCommand;
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
    })
public final class Main {
  private static final Map<String, Class<?>> COMMANDS = commands();

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    Logs.configure(
        System.getenv().getOrDefault("LOG_LEVEL", "WARNING"),
        "development".equals(System.getenv("LOG_MODE")));
    // its native library loads while the command line is put together
    Thread cryptography = Thread.ofPlatform().name("cryptography").start(Cryptography::install);
    CommandLine commands = commandLine(arguments);
    cryptography.join();
    System.exit(commands.execute(arguments));
  }

  private static Map<String, Class<?>> commands() {
    var commands = new LinkedHashMap<String, Class<?>>();
    commands.put("demo", DemoCommand.class);
    commands.put("dev", DevCommand.class);
    commands.put("serve", ServeCommand.class);
    commands.put("run", RunCommand.class);
    commands.put("migrate", MigrateCommand.class);
    commands.put("config", ConfigCommand.class);
    commands.put("keys", KeysCommand.class);
    commands.put("phone", PhoneCommand.class);
    commands.put("bench", BenchCommand.class);
    commands.put("sizing", SizingCommand.class);
    commands.put("version", VersionCommand.class);
    commands.put("help", HelpCommand.class);
    return commands;
  }

  /**
   * Only the command that the arguments begin with, since each costs time at every start; all of
   * them where help may be wanted.
   */
  static CommandLine commandLine(String... arguments) {
    var line = new CommandLine(new Main());
    boolean all =
        arguments.length == 0 || arguments[0].equals("help") || !COMMANDS.containsKey(arguments[0]);
    COMMANDS.forEach((name, command) -> {
      if (all || name.equals(arguments[0])) {
        line.addSubcommand(name, command);
      }
    });
    return line.setCaseInsensitiveEnumValuesAllowed(true)
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
