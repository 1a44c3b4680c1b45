// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.installations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.exposurenotifications.testing.deployments.AppProcess;
import org.exposurenotifications.testing.standins.Tool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The compose file, with and without Vault. */
@Execution(ExecutionMode.CONCURRENT)
final class ComposeTest {
  private static final Set<String> OURS = Set.of("migrate", "publish", "jobs", "admin");
  private static final String SECRET = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final Map<String, String> VARIABLES =
      Map.of(
          "KEYS_HOST", "keys.example.org",
          "FILES_HOST", "files.example.org",
          "VAULT_ADDR", "https://vault.example.org:8200");

  @TempDir Path folder;

  @BeforeEach
  void copyTheFiles() throws IOException {
    for (String file : List.of("compose.yaml", "compose.vault.yaml")) {
      Files.copy(Project.file("apps/onprem/compose/" + file), folder.resolve(file));
    }
    Files.writeString(folder.resolve("vault.env"), "VAULT_ROLE_ID=r\nVAULT_SECRET_ID=s\n");
  }

  @Test
  void namesAreAskedForThatNobodyCanGuess() {
    assertThat(Tool.compose().run(folder, Map.of("KEYS_HOST", "a"), List.of("compose.yaml")))
        .satisfies(outcome -> assertThat(outcome.exitCode()).isOne())
        .satisfies(outcome -> assertThat(outcome.errors()).contains("FILES_HOST"));
  }

  @Test
  void noServerMayDoMoreThanItNeeds() throws IOException {
    JsonNode services = load("compose.yaml").path("services");
    assertThat(OURS)
        .allSatisfy(name -> {
          JsonNode service = services.path(name);
          assertThat(service.path("user").asText()).isEqualTo("65532:65532");
          assertThat(service.path("read_only").asBoolean()).isTrue();
          assertThat(service.path("cap_drop").toString()).isEqualTo("[\"ALL\"]");
          assertThat(service.path("security_opt").toString()).contains("no-new-privileges:true");
          assertThat(service.path("mem_limit").asLong()).isPositive();
          assertThat(service.path("stop_grace_period").asText()).isEqualTo("30s");
          assertThat(service.has("ports")).isFalse();
        });
  }

  /** An image has no field for it, and no shell; testing/images runs the same. */
  @Test
  void serversAreAskedWhetherTheyAreWell() throws IOException {
    JsonNode services = load("compose.yaml").path("services");
    for (String server : List.of("publish", "jobs")) {
      assertThat(services.path(server).path("healthcheck").path("test").toString())
          .isEqualTo("[\"CMD\",\"/opt/java/bin/java\",\"@/app/keyserver\",\"health\"]");
    }
  }

  @Test
  void theWorldReachesTheWebServerAndThatNoDatabase() throws IOException {
    JsonNode project = load("compose.yaml");
    assertThat(project.path("services").properties())
        .filteredOn(service -> service.getValue().has("ports"))
        .extracting(Map.Entry::getKey)
        .containsExactly("web");
    assertThat(networks(project, "web")).containsExactly("front");
    assertThat(networks(project, "postgres")).containsExactly("back");
    assertThat(networks(project, "jobs")).containsExactly("back");
    assertThat(project.at("/networks/back/internal").asBoolean()).isTrue();
    String web = Project.read(Project.file("apps/onprem/compose/Caddyfile"));
    assertThat(web.lines().filter(line -> line.contains("handle /")))
        .containsExactly("\thandle /v1/publish {");
  }

  /** A phone on a slow line keeps the web server waiting, which has the room for it. */
  @Test
  void theWebServerBuffersWholeUploads() throws IOException {
    Matcher buffer =
        Pattern.compile("reverse_proxy publish:8080 \\{[^}]*request_buffers (\\d+)KiB\\s*}")
            .matcher(Project.read(Project.file("apps/onprem/compose/Caddyfile")));
    assertThat(buffer.find()).isTrue();
    assertThat(Integer.parseInt(buffer.group(1)) * 1024).isGreaterThan(64_000);
  }

  @Test
  void serversWaitForTheTables() throws IOException {
    JsonNode services = load("compose.yaml").path("services");
    for (String name : List.of("publish", "jobs", "admin")) {
      assertThat(services.path(name).at("/depends_on/migrate/condition").asText())
          .isEqualTo("service_completed_successfully");
    }
  }

  @Test
  void noProgramMissesAVariableAndNoVariableIsUnknown() throws Exception {
    for (String[] files :
        List.of(
            new String[] {"compose.yaml"}, new String[] {"compose.yaml", "compose.vault.yaml"})) {
      JsonNode services = load(files).path("services");
      for (String name : OURS) {
        Map<String, String> environment = new TreeMap<>();
        services
            .path(name)
            .path("environment")
            .properties()
            .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asText()));
        assertThat(Project.variables("onprem")).containsAll(environment.keySet());
        environment.replaceAll((_, value) -> value.startsWith("secret://") ? SECRET : value);
        environment.putAll(
            Map.of("DB_HOST", "127.0.0.1", "DB_PORT", "1", "DB_CONNECT_TIMEOUT", "2"));
        String[] arguments =
            Manifests.elements(services.path(name).path("command")).stream()
                .map(JsonNode::asText)
                .toArray(String[]::new);
        try (AppProcess program =
            AppProcess.start(
                System.getProperty("java.class.path"),
                "org.exposurenotifications.apps.onprem.Main",
                environment,
                arguments)) {
          assertThat(program.exit()).as(name + ": " + program.output()).isOne();
          assertThat(program.output()).as(name).contains("database");
        }
      }
    }
  }

  private static Set<String> networks(JsonNode project, String service) {
    Set<String> names = new TreeSet<>();
    project
        .path("services")
        .path(service)
        .path("networks")
        .properties()
        .forEach(entry -> names.add(entry.getKey()));
    return names;
  }

  private JsonNode load(String... files) throws IOException {
    Tool.Outcome loaded = Tool.compose().run(folder, VARIABLES, Stream.of(files).toList());
    assertThat(loaded.errors()).isEmpty();
    return new YAMLMapper().readTree(loaded.output());
  }
}
