// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that checks files. Like a {@link StandIn} it is fetched or built when a test first asks
 * for it, which for Helm takes some minutes; where that cannot be, the test that asked is aborted,
 * and a line says why; with {@code CI=true} in the environment it fails.
 */
public final class Tool {
  private static final long MINUTES = 3;

  private final Recipe recipe;
  private final Path folder;

  private Tool(Recipe recipe) {
    this.recipe = recipe;
    this.folder = ToolCache.ofThisMachine().folder(recipe);
  }

  /** Helm 3.22, which renders charts. */
  public static Tool helm() {
    return new Tool(ToolRecipes.HELM);
  }

  /** Compares manifests with the schemas of Kubernetes 1.25 to 1.37. */
  public static Tool kubernetesValidate() {
    return new Tool(ToolRecipes.KUBERNETES_VALIDATE);
  }

  /**
   * Reads compose files by Docker Compose's own library, strictly, and prints the merged project as
   * JSON; its arguments are the files.
   */
  public static Tool compose() {
    return new Tool(ToolRecipes.COMPOSE);
  }

  /** Checks units of systemd; part of the operating system. */
  public static Tool systemdAnalyze() {
    return new Tool(ToolRecipes.SYSTEMD_ANALYZE);
  }

  /**
   * What a run came to.
   *
   * @param exitCode 0 if all is well
   */
  public record Outcome(int exitCode, String output, String errors) {}

  /**
   * Runs it to its end.
   *
   * @param variables added to the environment
   */
  public Outcome run(Path directory, Map<String, String> variables, List<String> arguments) {
    List<String> command =
        new ArrayList<>(recipe.server().command().stream().map(this::filled).toList());
    command.addAll(arguments);
    try {
      Path output = Files.createTempFile("tool-", ".out");
      Path errors = Files.createTempFile("tool-", ".err");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        for (String line : recipe.server().environment()) {
          String[] parts = line.split("=", 2);
          builder.environment().put(parts[0], filled(parts[1]));
        }
        builder.environment().putAll(variables);
        int exitCode = finish(builder.start());
        return new Outcome(exitCode, Files.readString(output), Files.readString(errors));
      } finally {
        Files.delete(output);
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + recipe.tool(), e);
    }
  }

  private int finish(Process process) throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw new IllegalStateException(recipe.tool() + " does not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + recipe.tool() + " ran", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private String filled(String text) {
    return text.replace("{tool}", folder.toString());
  }
}
