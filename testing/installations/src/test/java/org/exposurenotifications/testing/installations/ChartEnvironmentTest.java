// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.installations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.exposurenotifications.testing.deployments.AppProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart's variables are the programs' own, none too many and none too few. */
@Execution(ExecutionMode.CONCURRENT)
final class ChartEnvironmentTest {
  /** 32 bytes in base64, which does for every kind of secret. */
  private static final String SECRET = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  /** The chart's own affair: its servers listen where it says. */
  private static final Set<String> NOT_FOR_USERS = Set.of("PORT", "BIND_ADDRESS");

  /** Of the command that carries a Go server's data over, which no chart starts. */
  private static final String BY_HAND = "REFERENCE_DB";

  /** Values of variables, of the same form as names. */
  private static final Set<String> PROVIDERS =
      Set.of(
          "AWS_KMS",
          "AWS_S3",
          "AWS_SECRETS_MANAGER",
          "AZURE_BLOB_STORAGE",
          "AZURE_KEY_VAULT",
          "GOOGLE_CLOUD_KMS",
          "GOOGLE_CLOUD_STORAGE",
          "GOOGLE_SECRET_MANAGER",
          "HASHICORP_VAULT",
          "IN_MEMORY");

  @TempDir Path folder;

  static List<String> platforms() {
    return Chart.platforms();
  }

  @ParameterizedTest
  @MethodSource("platforms")
  void everyVariableIsOneThatTheAppReads(String platform) {
    Manifests manifests = Manifests.render(platform);
    assertThat(manifests.pods())
        .allSatisfy(pod ->
            assertThat(Project.variables(Chart.app(platform)))
                .containsAll(manifests.environment(pod, SECRET).keySet()));
  }

  /** What is missing or of the wrong form is exit code 2; an absent database is 1. */
  @ParameterizedTest
  @MethodSource("platforms")
  void noProgramMissesAVariable(String platform) throws Exception {
    Manifests manifests =
        Manifests.render(
            platform, "--set", "setup.signingKeys=null", "--set", "setup.configuration=text");
    for (Manifests.Pod pod : manifests.pods()) {
      // the other two jobs have the same environment
      if (Stream.of("create-batches", "cleanup-exposure").noneMatch(pod.owner()::endsWith)) {
        List<String> arguments =
            pod.component().equals("setup") ? List.of("config", "show") : pod.arguments();
        try (AppProcess program = start(platform, arguments, manifests.environment(pod, SECRET))) {
          assertThat(program.exit()).as(pod.owner() + ": " + program.output()).isOne();
          assertThat(program.output()).as(pod.owner()).contains("database");
        }
      }
    }
  }

  @Test
  void thatIsNotForNothing() throws Exception {
    Manifests manifests = Manifests.render("gcp");
    Manifests.Pod pod = manifests.pods().getFirst();
    Map<String, String> environment = manifests.environment(pod, SECRET);
    assertThat(environment.remove("PROJECT_ID")).isNotNull();
    environment.put("DB_SSLMODE", "always");
    try (AppProcess program = start("gcp", pod.arguments(), environment)) {
      assertThat(program.exit()).isEqualTo(2);
      assertThat(program.output()).contains("PROJECT_ID is not set", "DB_SSLMODE is 'always'");
    }
  }

  @Test
  void theSchemaKnowsEveryVariableAndNoOther() throws IOException {
    JsonNode definitions =
        new YAMLMapper()
            .readTree(
                Project.read(Project.file("apps/onprem/kubernetes/keyserver/values.schema.json")))
            .path("$defs");
    Set<String> known = new TreeSet<>();
    definitions
        .at("/secretEnvironment/propertyNames/enum")
        .forEach(name -> known.add(name.asText()));
    Set<String> read =
        Project.upperCaseTexts(
            Stream.of("runtime", "server", "gcp", "aws", "azure", "onprem")
                .map(app -> "apps/" + app));
    assertThat(read).containsAll(known);
    assertThat(known)
        .containsAll(
            read.stream()
                .filter(name -> name.contains("_"))
                .filter(name -> !PROVIDERS.contains(name) && !NOT_FOR_USERS.contains(name))
                .filter(name -> !name.startsWith(BY_HAND))
                .toList());
    // as a literal value, all but what is always a secret
    Set<String> literal = new TreeSet<>(known);
    definitions
        .at("/environment/properties")
        .properties()
        .forEach(entry -> literal.remove(entry.getKey()));
    assertThat(literal)
        .containsExactly(
            "AWS_SECRET_ACCESS_KEY", "AZURE_STORAGE_ACCESS_KEY", "VAULT_SECRET_ID", "VAULT_TOKEN");
  }

  /** With secrets in the place of references, and no database to be found. */
  private AppProcess start(String platform, List<String> arguments, Map<String, String> environment)
      throws IOException {
    Path file = Files.writeString(folder.resolve("file"), SECRET);
    Path certificate = folder.resolve("root.crt");
    try (InputStream in =
        Objects.requireNonNull(ChartEnvironmentTest.class.getResourceAsStream("root.crt"))) {
      Files.write(certificate, in.readAllBytes());
    }
    Map<String, String> variables = new TreeMap<>();
    environment.forEach((name, value) ->
        variables.put(
            name,
            value.startsWith("secret://")
                ? value.endsWith("target=file") ? file.toString() : SECRET
                : value
                    .replace("/var/lib/keyserver", folder + "/lib")
                    .replace("/etc/keyserver", folder + "/etc")));
    // read at the start
    variables.computeIfPresent("DB_SSLROOTCERT", (_, _) -> certificate.toString());
    variables.putAll(Map.of("DB_HOST", "127.0.0.1", "DB_PORT", "1", "DB_CONNECT_TIMEOUT", "2"));
    return AppProcess.start(
        System.getProperty("java.class.path"),
        "org.exposurenotifications.apps." + Chart.app(platform) + ".Main",
        variables,
        arguments.toArray(String[]::new));
  }
}
