// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.exposurenotifications.apps.runtime.SettingsReader;
import org.exposurenotifications.core.export.ExportSettings;
import org.exposurenotifications.core.export.RepairHorizon;
import org.exposurenotifications.core.export.RepairHorizon.Horizon;
import org.exposurenotifications.core.export.RepairHorizon.Repaired;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How far publish windows are closed. */
@Command(
    name = "horizon",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Show how far publish windows are closed, or set that back after a run with a clock that was"
            + " ahead.")
final class HorizonCommand {
  private HorizonCommand() {}

  static CommandLine on(Deployment deployment) {
    return new CommandLine(new HorizonCommand())
        .addSubcommand("show", new Show(deployment))
        .addSubcommand("reset", new Reset(deployment));
  }

  private static void print(Horizon horizon, PrintWriter out) {
    out.println("database time   " + horizon.now());
    out.println(
        "closed until    "
            + horizon.closedUntil().map(Instant::toString).orElse("never closed")
            + (horizon.isAhead() ? "  AHEAD: run keyserver horizon reset" : ""));
    new TreeMap<>(horizon.latestEnds())
        .forEach((export, end) -> out.println("planned until   " + end + "  " + export));
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description =
          "Print the database's time, how far windows are closed, and how far each export is planned.")
  static final class Show extends OnHorizon {
    Show(Deployment deployment) {
      super(deployment);
    }

    @Override
    void run(RepairHorizon horizon, PrintWriter out) {
      print(horizon.look(), out);
    }
  }

  @Command(
      name = "reset",
      mixinStandardHelpOptions = true,
      description = {
        "Open windows again that a clock which was ahead has closed, and forget batches of the future"
            + " that have no files. No key is lost: those that were filed under a time to come are"
            + " published when it has come. Refuses if the horizon is not ahead.",
        "First set the clocks right and stop what still runs with a wrong one."
      })
  static final class Reset extends OnHorizon {
    Reset(Deployment deployment) {
      super(deployment);
    }

    @Override
    void run(RepairHorizon horizon, PrintWriter out) {
      Repaired repaired = horizon.repair();
      out.println(repaired.forgotten() + " batches of the future forgotten.");
      print(repaired.after(), out);
      if (repaired.after().isAhead()) {
        out.println("Files until then are published already, so windows stay closed as far.");
      }
    }
  }

  /** Opens the database, and closes it again. */
  abstract static class OnHorizon implements Callable<Integer> {
    private final Deployment deployment;

    @Spec CommandSpec spec;

    OnHorizon(Deployment deployment) {
      this.deployment = deployment;
    }

    abstract void run(RepairHorizon horizon, PrintWriter out);

    @Override
    public Integer call() throws IOException {
      try (var infrastructure = deployment.registrations()) {
        ExportSettings settings = new SettingsReader(infrastructure.environment()).export();
        infrastructure.environment().check();
        infrastructure.requireSchema();
        run(
            new RepairHorizon(
                infrastructure.postgres().windows(),
                infrastructure.postgres().batches(),
                infrastructure.postgres().clock(),
                settings),
            spec.commandLine().getOut());
      }
      return 0;
    }
  }
}
