// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How fast it is. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Measure whole processes, each beside a ceiling that this machine sets in the same run.",
      "On an embedded PostgreSQL, or on that of DB_HOST, DB_PORT, DB_NAME (which has to contain"
          + " 'bench' and is emptied), DB_USER, DB_PASSWORD, DB_SSLMODE.",
      "With --quick: publish, export, cleanup and start in short, in less than three minutes; fails"
          + " if one is grossly slower than usual, against its ceiling.",
      "Example: keyserver bench publish --json"
    },
    subcommands = {
      BenchPublish.class,
      BenchPrivacy.class,
      BenchStart.class,
      BenchMatch.class,
      BenchTrain.class,
      BenchExport.class,
      BenchCleanup.class,
      LoadClient.class
    })
public final class BenchCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--quick", description = "Run all in short and compare.")
  boolean quick;

  @Option(names = "--json", description = "Print the figures as one line of JSON for each.")
  boolean json;

  @Override
  public Integer call() throws Exception {
    if (!quick) {
      throw new ParameterException(spec.commandLine(), "name a benchmark, or --quick");
    }
    return new QuickBench(spec.commandLine()).run(json) ? 0 : 1;
  }
}
