// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import java.util.LinkedHashMap;
import java.util.function.Supplier;
import org.exposurenotifications.apps.bench.BenchCommand;
import org.exposurenotifications.apps.bench.SizingCommand;
import org.exposurenotifications.apps.phone.PhoneCommand;
import org.exposurenotifications.apps.server.Program;
import org.exposurenotifications.apps.simulation.SimulateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code keyserver} command. */
@Command(
    name = "keyserver",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Exposure Notifications key server: accepts temporary exposure keys of people with a verified"
          + " diagnosis, publishes them in signed files, and forgets them after about two weeks.",
      ""
    },
    footer = {
      "",
      "Start with: keyserver demo",
      "Then: keyserver dev",
      "Exit codes: 0 all well, 1 something failed, 2 wrong arguments or configuration."
    })
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    program().run(arguments);
  }

  static Program program() {
    var commands = new LinkedHashMap<String, Supplier<CommandLine>>();
    commands.put("demo", () -> new CommandLine(new DemoCommand()));
    commands.put("dev", () -> new CommandLine(new DevCommand()));
    commands.putAll(new DevDeployment().commands());
    commands.put("phone", () -> new CommandLine(new PhoneCommand()));
    commands.put("bench", () -> new CommandLine(new BenchCommand()));
    commands.put("sizing", () -> new CommandLine(new SizingCommand()));
    commands.put("simulate", () -> new CommandLine(new SimulateCommand()));
    return new Program(new Main(), commands);
  }
}
