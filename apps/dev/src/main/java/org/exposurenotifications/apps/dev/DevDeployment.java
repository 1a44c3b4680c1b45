// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.exposurenotifications.apps.onprem.OnPremPlatformReader;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.apps.server.Deployment;
import org.exposurenotifications.apps.server.Infrastructure;
import org.exposurenotifications.apps.server.ServerCommands;
import org.exposurenotifications.ports.Platform;
import picocli.CommandLine;

/** A machine of one's own; where the environment names none, what {@code dev} keeps. */
final class DevDeployment implements Deployment {
  private final DataOption option = new DataOption();

  /** The commands of every deployment, those with {@code --data} that can look there. */
  Map<String, Supplier<CommandLine>> commands() {
    var commands = new LinkedHashMap<>(ServerCommands.of(this));
    commands.replaceAll((_, command) -> () -> withData(command.get()));
    return commands;
  }

  private CommandLine withData(CommandLine command) {
    command.getSubcommands().values().forEach(each -> each.addMixin("data", option));
    return command;
  }

  @Override
  public Platform platform(Environment literal) {
    return OnPremPlatformReader.read(literal);
  }

  @Override
  public Map<String, String> keyVariables() {
    Map<String, String> variables = System.getenv();
    boolean namesKeys =
        variables.containsKey("KEY_FILESYSTEM_ROOT") || variables.containsKey("KEY_MANAGER");
    return namesKeys && !option.isGiven() ? variables : option.directory().places();
  }

  @Override
  public Infrastructure registrations() throws IOException {
    Map<String, String> variables = System.getenv();
    return variables.containsKey("DB_HOST") && !option.isGiven()
        ? Infrastructure.open(this, variables)
        : LocalInfrastructure.find(option.directory(), variables);
  }
}
