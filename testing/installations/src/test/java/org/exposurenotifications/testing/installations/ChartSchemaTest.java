// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.installations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.exposurenotifications.testing.standins.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Helm takes the values, and Kubernetes would take what becomes of them. */
@Execution(ExecutionMode.CONCURRENT)
final class ChartSchemaTest {
  @TempDir Path folder;

  static List<String> platforms() {
    return Chart.platforms();
  }

  @Test
  void everyPlatformHasValues() {
    assertThat(platforms())
        .containsExactly("aws", "azure", "gcp", "onprem-files", "onprem-s3", "onprem-vault");
  }

  @ParameterizedTest
  @MethodSource("platforms")
  void theManifestsAreOfTheirSchemas(String platform) throws IOException {
    assertThat(Chart.lint(platform)).isEqualTo(new Tool.Outcome(0, "", ""));
    assertThat(complaints(platform)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("platforms")
  void soAreThoseOfEverythingThatCanBeAskedFor(String platform) throws IOException {
    assertThat(Chart.lint(platform, "--values", Chart.EVERYTHING))
        .isEqualTo(new Tool.Outcome(0, "", ""));
    // a resource that Kubernetes does not know has no schema
    assertThat(complaints(platform, "--values", Chart.EVERYTHING))
        .hasSize(2)
        .allMatch(line -> line.contains("Couldn't find schema for kind ServiceMonitor"));
  }

  @ParameterizedTest
  @MethodSource("wrongValues")
  void aWrongValueIsRefused(String setting, String complaint) {
    Tool.Outcome refused = Chart.template("gcp", "--set", setting);
    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.errors()).contains(complaint);
  }

  static Stream<Arguments> wrongValues() {
    return Stream.of(
        Arguments.of("publish.replica=3", "'replica' not allowed"),
        Arguments.of("ingres.enabled=true", "'ingres' not allowed"),
        Arguments.of("environment.DB_HOTS=db", "'DB_HOTS' not allowed"),
        // a secret itself
        Arguments.of("environment.DB_PASSWORD=hunter2", "does not match pattern"),
        Arguments.of("publish.environment.REVISION_TOKEN_AAD=aGVsbG8=", "does not match pattern"),
        Arguments.of("export.environment.AWS_SECRET_ACCESS_KEY=key", "not allowed"),
        Arguments.of("secretEnvironment.DB_PASSWORT.secret=db", "DB_PASSWORT"),
        // a number that YAML would spell 1e+06
        Arguments.of("environment.EXPORT_FILE_MAX_RECORDS=1000000", "got number, want string"),
        Arguments.of("environment.PORT=80", "'PORT' not allowed"),
        Arguments.of("jobs.by=Magic", "value must be one of"),
        Arguments.of("jobs.do-work.schedule=often", "does not match pattern"),
        Arguments.of("image.repository=", "minLength"),
        Arguments.of("export.enabled=true", "export.enabled needs JOB_TOKEN"),
        Arguments.of("jobs.by=Servers", "jobs.by Servers needs export.enabled and cleanup.enabled"),
        Arguments.of("publish.environment=null", "publish needs REVISION_TOKEN_KEY_ID"),
        Arguments.of("networkPolicy.database=null", "networkPolicy.database is empty"),
        Arguments.of("ingress.host=", "ingress.host is empty"));
  }

  /** What kubernetes-validate has to say. */
  private List<String> complaints(String platform, String... options) throws IOException {
    Tool.Outcome rendered = Chart.template(platform, options);
    assertThat(rendered.errors()).isEmpty();
    Path file = folder.resolve("manifests.yaml");
    Files.writeString(file, rendered.output());
    List<String> arguments = new ArrayList<>(List.of("--strict", "--quiet"));
    Chart.KUBERNETES.forEach(version -> arguments.addAll(List.of("-k", version)));
    arguments.add(file.toString());
    Tool.Outcome validated = Tool.kubernetesValidate().run(folder, Project.NO_VARIABLES, arguments);
    return (validated.output() + validated.errors()).lines().toList();
  }
}
