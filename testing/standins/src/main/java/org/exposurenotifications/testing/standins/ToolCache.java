// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.exposurenotifications.apps.embedded.PrivateFolder;
import org.junit.jupiter.api.Assumptions;

/**
 * Keeps fetched tools outside of any build. A tool's folder appears whole or not at all; of several
 * builds at once, one makes it and the others wait. The folder is closed to other users, who could
 * otherwise have their programs run by tests. Thread-safe.
 */
final class ToolCache {
  private static final System.Logger LOG = System.getLogger(ToolCache.class.getName());
  private static final ToolCache OF_THIS_MACHINE =
      new ToolCache(
          Path.of(
              System.getenv()
                  .getOrDefault(
                      "KEYSERVER_STANDINS",
                      PrivateFolder.caches().resolve("keyserver-standins").toString())),
          "true".equals(System.getenv("CI")));

  private final Path root;
  private final boolean required;
  private final Map<Recipe, Path> found = new ConcurrentHashMap<>();

  /**
   * @param required whether a test fails that cannot have its tool, or else is aborted
   */
  ToolCache(Path root, boolean required) {
    this.root = root.toAbsolutePath();
    this.required = required;
  }

  static ToolCache ofThisMachine() {
    return OF_THIS_MACHINE;
  }

  /** The folder of the tool, fetched if it is not there. */
  synchronized Path folder(Recipe recipe) {
    Path folder = found.get(recipe);
    if (folder == null) {
      try {
        PrivateFolder.open(root, "let KEYSERVER_STANDINS name a folder of yours alone");
        folder = root.resolve(recipe.folder(clientVersions(recipe)));
        if (!Files.exists(folder)) {
          make(recipe, folder);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("no stand-ins in " + root + ": " + e.getMessage(), e);
      }
      found.put(recipe, folder);
    }
    return folder;
  }

  private String clientVersions(Recipe recipe) throws IOException {
    Path said = Files.createTempFile(root, "clients-", ".log");
    try {
      for (List<String> client : recipe.clients()) {
        if (!Command.succeeds(client, root, said)) {
          notRun(recipe, String.join(" ", client));
        }
      }
      return Files.readString(said);
    } finally {
      Files.delete(said);
    }
  }

  private void notRun(Recipe recipe, String client) {
    String line =
        "NOT RUN: tests against %s, because '%s' does not work here: install it"
            .formatted(recipe.tool(), client);
    if (required) {
      throw new IllegalStateException(line);
    }
    LOG.log(System.Logger.Level.WARNING, line);
    Assumptions.abort(line);
  }

  private static void make(Recipe recipe, Path folder) throws IOException {
    Path partial = folder.resolveSibling(folder.getFileName() + ".partial");
    try (FileChannel lockFile =
            FileChannel.open(
                folder.resolveSibling(folder.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock _ = lockFile.lock()) {
      if (Files.exists(folder)) {
        return;
      }
      LOG.log(System.Logger.Level.INFO, "fetching {0} into {1}", recipe.tool(), folder);
      Folders.delete(partial);
      for (String source : recipe.sources()) {
        Path file = partial.resolve(source);
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, recipe.source(source));
      }
      Files.createDirectories(partial);
      runAll(recipe, partial);
      Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void runAll(Recipe recipe, Path folder) {
    Path log = folder.resolve("build.log");
    for (List<String> command : recipe.commands()) {
      if (!Command.succeeds(command, folder, log)) {
        throw new IllegalStateException(
            "%s cannot be had: '%s' failed:\n%s"
                .formatted(recipe.tool(), String.join(" ", command), Command.tail(log)));
      }
    }
  }
}
