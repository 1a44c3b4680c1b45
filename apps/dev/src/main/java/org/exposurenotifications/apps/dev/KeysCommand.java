// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.exposurenotifications.apps.runtime.ConfigurationException;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.ports.keys.SigningKey;
import org.exposurenotifications.ports.keys.SigningKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The keys that sign export files. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Look at the keys that sign export files, or make one.",
    subcommands = {KeysCommand.Public.class, KeysCommand.Create.class})
final class KeysCommand {
  @Command(
      name = "public",
      mixinStandardHelpOptions = true,
      description = {
        "Print the public half of a signing key as PEM, and nothing else.",
        "The keys are those under --data, or of the platform that the environment names"
            + " (KEY_MANAGER, KEY_FILESYSTEM_ROOT).",
        "Example: keyserver keys public exports-us > export.pub.pem"
      })
  static final class Public extends OneKey {
    @Override
    SigningKey key(SigningKeys keys, String name) {
      return keys.find(name)
          .orElseThrow(() ->
              new ConfigurationException(
                  List.of(
                      "there is no signing key '"
                          + name
                          + "'; dev makes the keys that its configuration names, in the directory"
                          + " of --data; elsewhere make it with: keyserver keys create "
                          + name)));
    }
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = {
        "Make a signing key, unless there is one of this name, and print its public half as PEM.",
        "The keys are those under --data, or of the platform that the environment names"
            + " (KEY_MANAGER, KEY_FILESYSTEM_ROOT).",
        "Example: keyserver keys create exports-us > export.pub.pem"
      })
  static final class Create extends OneKey {
    @Override
    SigningKey key(SigningKeys keys, String name) {
      return keys.ensure(name);
    }
  }

  /** Prints what a key shows to the world. */
  abstract static class OneKey implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The signingKey of a signature info.")
    String name = "";

    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "Where dev keeps its data (default: ${DEFAULT-VALUE}).",
        defaultValue = DataDirectory.DEFAULT)
    Path data = Path.of(DataDirectory.DEFAULT);

    /** The key of this name. */
    abstract SigningKey key(SigningKeys keys, String name);

    @Override
    public Integer call() {
      Map<String, String> environment = System.getenv();
      if (!namesKeys(environment) || dataIsGiven()) {
        environment = new DataDirectory(data).places();
      }
      var places = new Environment(environment);
      try (var platform = PlatformReader.read(places)) {
        places.check();
        SigningKey key = key(platform.signingKeys(), name);
        spec.commandLine().getOut().print(PublicKeys.pem(key.publicKey()));
        spec.commandLine().getOut().flush();
      }
      return 0;
    }

    private static boolean namesKeys(Map<String, String> environment) {
      return environment.containsKey("KEY_FILESYSTEM_ROOT")
          || environment.containsKey("KEY_MANAGER");
    }

    private boolean dataIsGiven() {
      return spec.commandLine().getParseResult().hasMatchedOption("--data");
    }
  }
}
