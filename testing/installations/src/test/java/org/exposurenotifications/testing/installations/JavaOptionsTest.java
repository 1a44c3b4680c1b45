// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.installations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way to start a server has the options of apps/java.options, and brings it back. */
final class JavaOptionsTest {
  private static final String EXIT = "-XX:+ExitOnOutOfMemoryError";
  private static final List<String> OPTIONS =
      Project.read(Project.file("apps/java.options"))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> Arrays.stream(line.split(" ", -1)))
          .toList();

  @TempDir Path folder;

  @Test
  void aProcessThatIsOutOfMemoryEnds() {
    assertThat(OPTIONS).contains(EXIT);
  }

  @Test
  void theLauncherOfTheUnitsPassesThem() throws Exception {
    Path java = folder.resolve("bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    var builder =
        new ProcessBuilder("sh", launcher().toString(), "serve").redirectErrorStream(true);
    builder.environment().put("KEYSERVER_JAVA_HOME", folder.toString());
    builder.environment().remove("KEYSERVER_JAVA_OPTS");
    Process process = builder.start();
    String arguments = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(arguments).isZero();
    assertThat(List.of(arguments.split(" ", -1))).startsWith(OPTIONS.toArray(String[]::new));
  }

  /** A launcher that is written later is found here by what it starts. */
  @Test
  void everyFileThatStartsJavaTakesThemFromOnePlace() throws IOException {
    Map<String, String> starters = filesThatStartJava();
    assertThat(starters.keySet())
        .contains(
            "keyserver",
            "pom.xml",
            "apps/image/assemble",
            "apps/onprem/systemd/keyserver",
            "apps/onprem/compose/compose.yaml");
    assertThat(starters)
        .allSatisfy((_, text) ->
            assertThat(
                    text.contains("@/app/keyserver")
                        || text.contains("@$home/apps/java.options")
                        || text.contains("@$apps/java.options")
                        || OPTIONS.stream().allMatch(text::contains))
                .isTrue());
    assertThat(starters.get("apps/image/assemble"))
        .as("what /app/keyserver is made of")
        .contains("grep -v '^#' \"$apps/java.options\"");
  }

  /** Exit code 3 is what the option ends with. */
  @Test
  void aServerThatEndedIsStartedAgainHoweverOften() throws IOException {
    Unit server = Unit.read("keyserver@.service");
    assertThat(server.value("Service", "Restart")).isEqualTo("on-failure");
    assertThat(server.value("Service", "RestartPreventExitStatus")).isEqualTo("2");
    assertThat(server.value("Unit", "StartLimitIntervalSec")).isEqualTo("0");
    JsonNode services =
        new YAMLMapper()
            .readTree(Project.read(Project.file("apps/onprem/compose/compose.yaml")))
            .path("services");
    for (String name : List.of("publish", "jobs")) {
      assertThat(services.path(name).path("restart").asText()).isEqualTo("unless-stopped");
    }
    assertThat(
            Project.read(
                Project.file("apps/onprem/kubernetes/keyserver/templates/deployments.yaml")))
        .as("a Deployment restarts its pods unless it is told not to")
        .contains("kind: Deployment")
        .doesNotContain("\"restart\"");
  }

  private static Path launcher() {
    return Project.file("apps/onprem/systemd/keyserver");
  }

  private static Map<String, String> filesThatStartJava() throws IOException {
    Map<String, String> found = new TreeMap<>();
    Path root = Project.file("");
    try (Stream<Path> below = Files.walk(root.resolve("apps"))) {
      List<Path> files =
          Stream.concat(Stream.of(root.resolve("keyserver"), root.resolve("pom.xml")), below)
              .filter(Files::isRegularFile)
              .filter(file -> !root.relativize(file).toString().matches(".*\\b(target|src)/.*"))
              .filter(file -> !file.endsWith("apps/find-jdk"))
              .toList();
      for (Path file : files) {
        String text = new String(Files.readAllBytes(file), UTF_8);
        if (text.contains("bin/java") || text.matches("(?s).*\\bjava\\b[^\\n]* -cp .*")) {
          found.put(root.relativize(file).toString(), text);
        }
      }
    }
    return found;
  }
}
