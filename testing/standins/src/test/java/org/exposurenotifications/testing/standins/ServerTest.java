// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerTest {
  @TempDir Path tool;

  @Test
  void aServerThatEndsIsToldWithItsLastWords() {
    List<String> command = List.of("sh", "-c", "echo {name} cannot listen; exit 1");
    Recipe recipe =
        new Recipe(
            "toy 1",
            List.of(),
            List.of(),
            List.of(),
            new Recipe.Launch(command, List.of("COLOUR={secret}"), "/"));

    assertThatThrownBy(() -> Server.start(recipe, tool, new Credentials("toy", "red")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("toy 1 ended:\ntoy cannot listen");
  }
}
