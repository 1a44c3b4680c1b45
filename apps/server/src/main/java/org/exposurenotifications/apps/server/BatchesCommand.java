// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.UnfinishedBatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Batches that are not done. */
@Command(
    name = "batches",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Show batches that are not published yet, or revive those that were given up.")
final class BatchesCommand {
  private BatchesCommand() {}

  static CommandLine on(Deployment deployment) {
    return new CommandLine(new BatchesCommand())
        .addSubcommand("list", new ListUnfinished(deployment))
        .addSubcommand("revive", new Revive(deployment));
  }

  private static Infrastructure open(Deployment deployment) throws IOException {
    Infrastructure infrastructure = deployment.registrations();
    infrastructure.environment().check();
    infrastructure.requireSchema();
    return infrastructure;
  }

  private static String line(UnfinishedBatch batch) {
    return "%d  %s  %s to %s  %s"
        .formatted(
            batch.id(), batch.export(), batch.window().start(), batch.window().end(), state(batch));
  }

  private static String state(UnfinishedBatch batch) {
    String last = batch.lastFailure().isEmpty() ? "" : ", the last: " + batch.lastFailure();
    String history =
        "%d failures, %d workers stopped%s".formatted(batch.failures(), batch.lapses(), last);
    if (batch.deadLettered()) {
      return "dead-lettered: " + history;
    }
    return batch
            .leasedUntil()
            .map(until -> "leased until " + until)
            .or(() -> batch.retryAt().map(at -> "retry at " + at))
            .orElse("waiting")
        + ": "
        + history;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Print a line for each batch that is not published yet, earliest end first.")
  static final class ListUnfinished implements Callable<Integer> {
    private final Deployment deployment;

    @Spec CommandSpec spec;

    ListUnfinished(Deployment deployment) {
      this.deployment = deployment;
    }

    @Override
    public Integer call() throws IOException {
      try (var infrastructure = open(deployment)) {
        List<UnfinishedBatch> unfinished = infrastructure.postgres().batches().unfinished();
        PrintWriter out = spec.commandLine().getOut();
        unfinished.forEach(batch -> out.println(line(batch)));
        out.println(unfinished.size() + " batches unfinished.");
      }
      return 0;
    }
  }

  @Command(
      name = "revive",
      mixinStandardHelpOptions = true,
      description = {
        "Let batches that were dead-lettered be tried again at once, once the cause is removed.",
        "Example: keyserver batches revive 17"
      })
  static final class Revive implements Callable<Integer> {
    private final Deployment deployment;

    @Spec CommandSpec spec;

    @Parameters(
        arity = "0..*",
        paramLabel = "ID",
        description = "As list shows them (default: all that are dead-lettered).")
    List<Long> ids = List.of();

    Revive(Deployment deployment) {
      this.deployment = deployment;
    }

    @Override
    public Integer call() throws IOException {
      try (var infrastructure = open(deployment)) {
        BatchStore batches = infrastructure.postgres().batches();
        List<Long> wanted = ids.isEmpty() ? deadLettered(batches) : ids;
        List<Long> refused = wanted.stream().filter(id -> !batches.revive(id)).toList();
        spec.commandLine().getOut().println(wanted.size() - refused.size() + " batches revived.");
        refused.forEach(id ->
            spec.commandLine()
                .getErr()
                .println("keyserver: there is no dead-lettered batch " + id));
        return refused.isEmpty() ? 0 : 1;
      }
    }

    private static List<Long> deadLettered(BatchStore batches) {
      return batches.unfinished().stream()
          .filter(UnfinishedBatch::deadLettered)
          .map(UnfinishedBatch::id)
          .toList();
    }
  }
}
