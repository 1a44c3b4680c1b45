// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The commands that every deployment has. */
public final class ServerCommands {
  private ServerCommands() {}

  /** By name, in the order of the help; each is made when it is wanted. */
  public static Map<String, Supplier<CommandLine>> of(Deployment deployment) {
    var commands = new LinkedHashMap<String, Supplier<CommandLine>>();
    commands.put("serve", () -> new CommandLine(new ServeCommand(deployment)));
    commands.put("run", () -> new CommandLine(new RunCommand(deployment)));
    commands.put("migrate", () -> new CommandLine(new MigrateCommand(deployment)));
    commands.put("config", () -> ConfigCommand.on(deployment));
    commands.put("batches", () -> BatchesCommand.on(deployment));
    commands.put("horizon", () -> HorizonCommand.on(deployment));
    commands.put("keys", () -> KeysCommand.on(deployment));
    commands.put("import-reference", () -> new CommandLine(new ImportReferenceCommand(deployment)));
    commands.put("health", () -> new CommandLine(new HealthCommand()));
    commands.put("version", () -> new CommandLine(new VersionCommand()));
    return commands;
  }
}
