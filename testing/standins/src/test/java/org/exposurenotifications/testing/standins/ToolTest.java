// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each tool runs, and tells good from bad. */
final class ToolTest {
  @TempDir Path folder;

  @Test
  void helmIsThereInItsVersion() {
    assertThat(run(Tool.helm(), "version", "--template", "{{.Version}}").output())
        .startsWith("v3.22");
  }

  @Test
  void kubernetesValidateKnowsWhatAServiceHas() throws IOException {
    String service = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {%s: a}\n";
    Files.writeString(folder.resolve("good.yaml"), service.formatted("externalName"));
    Files.writeString(folder.resolve("bad.yaml"), service.formatted("externalNam"));
    Tool tool = Tool.kubernetesValidate();
    assertThat(run(tool, "--strict", "good.yaml").exitCode()).isZero();
    assertThat(run(tool, "--strict", "bad.yaml"))
        .satisfies(outcome -> assertThat(outcome.exitCode()).isOne())
        .satisfies(outcome -> assertThat(outcome.output()).contains("externalNam"));
  }

  @Test
  void composeKnowsWhatAServiceHas() throws IOException {
    String project = "name: a\nservices:\n  web: {image: web, %s: true}\n";
    Files.writeString(folder.resolve("good.yaml"), project.formatted("read_only"));
    Files.writeString(folder.resolve("bad.yaml"), project.formatted("reed_only"));
    Tool tool = Tool.compose();
    assertThat(run(tool, "good.yaml").output()).contains("\"read_only\"");
    assertThat(run(tool, "bad.yaml"))
        .satisfies(outcome -> assertThat(outcome.exitCode()).isOne())
        .satisfies(outcome -> assertThat(outcome.errors()).contains("reed_only"));
  }

  @Test
  void systemdAnalyzeKnowsItsCalendar() {
    Tool tool = Tool.systemdAnalyze();
    assertThat(run(tool, "calendar", "minutely").exitCode()).isZero();
    assertThat(run(tool, "calendar", "often").exitCode()).isNotZero();
  }

  private Tool.Outcome run(Tool tool, String... arguments) {
    return tool.run(folder, Map.of(), List.of(arguments));
  }
}
