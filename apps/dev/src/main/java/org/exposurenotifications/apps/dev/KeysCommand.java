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
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What can be seen of keys. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Look at the keys that sign export files.",
    subcommands = KeysCommand.Public.class)
final class KeysCommand {
  @Command(
      name = "public",
      mixinStandardHelpOptions = true,
      description = {
        "Print the public half of a signing key as PEM, and nothing else.",
        "The keys are those under --data, or of the platform that the environment names"
            + " (KEY_FILESYSTEM_ROOT).",
        "Example: keyserver keys public exports-us > export.pub.pem"
      })
  static final class Public implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The signingKey of a signature info.")
    String name = "";

    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "Where dev keeps its data (default: ${DEFAULT-VALUE}).",
        defaultValue = DataDirectory.DEFAULT)
    Path data = Path.of(DataDirectory.DEFAULT);

    @Override
    public Integer call() throws Exception {
      Map<String, String> environment = System.getenv();
      if (!environment.containsKey("KEY_FILESYSTEM_ROOT") || dataIsGiven()) {
        environment = new DataDirectory(data).places();
      }
      var places = new Environment(environment);
      try (var platform = PlatformReader.read(places)) {
        places.check();
        SigningKey key = platform.signingKeys().find(name).orElseThrow(this::unknown);
        spec.commandLine().getOut().print(PublicKeys.pem(key.publicKey()));
        spec.commandLine().getOut().flush();
      }
      return 0;
    }

    private boolean dataIsGiven() {
      return spec.commandLine().getParseResult().hasMatchedOption("--data");
    }

    private ConfigurationException unknown() {
      return new ConfigurationException(
          List.of(
              "there is no signing key '"
                  + name
                  + "'; dev makes the keys that its configuration names, in the directory of"
                  + " --data"));
    }
  }
}
