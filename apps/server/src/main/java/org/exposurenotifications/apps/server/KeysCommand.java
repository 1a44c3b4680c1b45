// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import java.util.List;
import java.util.concurrent.Callable;
import org.exposurenotifications.apps.runtime.ConfigurationException;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.ports.keys.SigningKey;
import org.exposurenotifications.ports.keys.SigningKeys;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The keys that sign export files. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Look at the keys that sign export files, or make one.")
final class KeysCommand {
  private KeysCommand() {}

  static CommandLine on(Deployment deployment) {
    return new CommandLine(new KeysCommand())
        .addSubcommand("public", new Public(deployment))
        .addSubcommand("create", new Create(deployment));
  }

  @Command(
      name = "public",
      mixinStandardHelpOptions = true,
      description = {
        "Print the public half of a signing key as PEM, and nothing else.",
        "The keys are those of the platform that the environment names.",
        "Example: keyserver keys public exports-us > export.pub.pem"
      })
  static final class Public extends OneKey {
    Public(Deployment deployment) {
      super(deployment);
    }

    @Override
    SigningKey key(SigningKeys keys, String name) {
      return keys.find(name)
          .orElseThrow(() ->
              new ConfigurationException(
                  List.of(
                      "there is no signing key '"
                          + name
                          + "'; make it with: keyserver keys create "
                          + name)));
    }
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = {
        "Make a signing key, unless there is one of this name, and print its public half as PEM.",
        "The keys are those of the platform that the environment names.",
        "Example: keyserver keys create exports-us > export.pub.pem"
      })
  static final class Create extends OneKey {
    Create(Deployment deployment) {
      super(deployment);
    }

    @Override
    SigningKey key(SigningKeys keys, String name) {
      return keys.ensure(name);
    }
  }

  /** Prints what a key shows to the world. */
  abstract static class OneKey implements Callable<Integer> {
    private final Deployment deployment;

    @Spec CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The signingKey of a signature info.")
    String name = "";

    OneKey(Deployment deployment) {
      this.deployment = deployment;
    }

    /** The key of this name. */
    abstract SigningKey key(SigningKeys keys, String name);

    @Override
    public Integer call() {
      var environment = new Environment(deployment.keyVariables());
      try (var platform = deployment.platform(environment)) {
        environment.check();
        SigningKey key = key(platform.signingKeys(), name);
        spec.commandLine().getOut().print(PublicKeys.pem(key.publicKey()));
        spec.commandLine().getOut().flush();
      }
      return 0;
    }
  }
}
