// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.examples.toy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.testing.deployments.AppProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ToyAppTest {
  @Test
  void whatIsMissingIsToldByTheSharedCommands() throws Exception {
    try (AppProcess keys = start(Map.of(), "keys", "create", "exports")) {
      assertThat(keys.exit()).as(keys.output()).isEqualTo(2);
      assertThat(keys.output())
          .isEqualTo("keyserver: TOY_SECRET_FILE is not set; name the file of the secrets");
    }
    try (AppProcess keys = start(Map.of("TOY_SECRET_FILE", "any"), "keys", "create", "exports")) {
      assertThat(keys.exit()).as(keys.output()).isZero();
      assertThat(keys.output()).startsWith("-----BEGIN PUBLIC KEY-----");
    }
  }

  @Test
  void secretsComeFromTheFileThatIsNamed(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("secrets.properties"), "database=hunter2\n");
    var environment = new Environment(Map.of("TOY_SECRET_FILE", file.toString()));
    try (Platform toy = ToyPlatformReader.read(environment)) {
      environment.check();
      assertThat(toy.secrets().find("database").orElseThrow().reveal()).isEqualTo("hunter2");
    }
  }

  private static AppProcess start(Map<String, String> variables, String... arguments)
      throws Exception {
    return AppProcess.start(
        System.getProperty("java.class.path"), ToyMain.class.getName(), variables, arguments);
  }
}
