// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.exposurenotifications.apps.runtime.Cryptography;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what runs. */
@Command(
    name = "version",
    mixinStandardHelpOptions = true,
    description = "Print the version of the server, of Java, and who verifies signatures.")
final class VersionCommand implements Callable<Integer>, IVersionProvider {
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    for (String line : getVersion()) {
      spec.commandLine().getOut().println(line);
    }
    return 0;
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "keyserver "
          + Optional.ofNullable(Cryptography.class.getPackage().getImplementationVersion())
              .orElse("(unpackaged)"),
      "java " + Runtime.version(),
      "signatures by " + Cryptography.install()
    };
  }
}
