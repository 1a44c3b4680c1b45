// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ToolCacheTest {
  private static final List<String> SHELL = List.of("sh", "-c", "echo shell");

  @TempDir Path root;

  @Test
  void aToolIsMadeOnceAndFoundFromThenOn() throws IOException {
    Recipe recipe = recipe(SHELL, "echo made >> ../made && touch tool");
    Path folder = new ToolCache(root, true).folder(recipe);
    assertThat(new ToolCache(root, true).folder(recipe)).isEqualTo(folder);
    assertThat(folder.resolve("tool")).exists();
    assertThat(Files.readAllLines(root.resolve("made"))).hasSize(1);
  }

  @Test
  void ofSeveralAtOnceOneMakesTheTool() throws IOException {
    Recipe recipe = recipe(SHELL, "echo made >> ../made && touch tool");
    ToolCache cache = new ToolCache(root, true);
    List<Path> folders =
        IntStream.range(0, 8).parallel().mapToObj(_ -> cache.folder(recipe)).distinct().toList();
    assertThat(folders).hasSize(1);
    assertThat(Files.readAllLines(root.resolve("made"))).hasSize(1);
  }

  @Test
  void anotherRecipeIsAnotherTool() {
    ToolCache cache = new ToolCache(root, true);
    assertThat(cache.folder(recipe(SHELL, "touch one")))
        .isNotEqualTo(cache.folder(recipe(SHELL, "touch two")))
        .isNotEqualTo(cache.folder(recipe(List.of("sh", "-c", "echo newer"), "touch one")));
  }

  @Test
  void whatFailsLeavesNoToolAndIsToldWithItsLastWords() throws IOException {
    Recipe recipe = recipe(SHELL, "echo no such package && exit 3");
    assertThatThrownBy(() -> new ToolCache(root, false).folder(recipe))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("toy 1 cannot be had: 'sh -c")
        .hasMessageEndingWith("\nno such package");
    try (Stream<Path> files = Files.list(root)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allMatch(name -> name.endsWith(".partial") || name.endsWith(".lock"));
    }
  }

  @Test
  void whatAFailureLeftDoesNotReachTheTool() {
    Recipe recipe = recipe(SHELL, "test -e ../again || { touch ../again left; exit 1; }");
    assertThatThrownBy(() -> new ToolCache(root, true).folder(recipe)).hasMessageContaining("toy");
    assertThat(new ToolCache(root, true).folder(recipe).resolve("left")).doesNotExist();
  }

  @Test
  void aFolderThatOtherUsersCouldChangeIsRefusedBeforeAnythingRuns() throws IOException {
    Recipe recipe = recipe(SHELL, "touch ../ran");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> new ToolCache(root, true).folder(recipe))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("no stand-ins in " + root + ": other users can write to " + root)
        .hasMessageContaining("KEYSERVER_STANDINS");
    assertThat(root.resolve("ran")).doesNotExist();
  }

  @Test
  void aFolderThatOtherUsersCouldReadIsClosedToThem() throws IOException {
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(new ToolCache(root, true).folder(recipe(SHELL, "touch tool"))).exists();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
        .isEqualTo("rwx------");
  }

  @Test
  void withoutItsClientTheTestFailsWhereToolsAreRequired() {
    Recipe recipe = recipe(List.of("no-such-program"), "true");
    assertThatThrownBy(() -> new ToolCache(root, true).folder(recipe))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "NOT RUN: tests against toy 1, because 'no-such-program' does not work here: install"
                + " it");
  }

  @Test
  void withoutItsClientTheTestIsAbortedElsewhere() {
    Recipe recipe = recipe(List.of("sh", "-c", "exit 1"), "true");
    assertThatThrownBy(() -> new ToolCache(root, false).folder(recipe))
        .hasMessageContaining("NOT RUN: tests against toy 1, because 'sh -c exit 1'")
        .extracting(thrown -> thrown.getClass().getSimpleName())
        .isEqualTo("TestAbortedException");
  }

  private static Recipe recipe(List<String> client, String script) {
    return new Recipe(
        "toy 1",
        List.of(client),
        List.of(),
        List.of(List.of("sh", "-c", script)),
        new Recipe.Launch(List.of(), List.of(), "/"));
  }
}
