// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.installations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.exposurenotifications.apps.runtime.Job;
import org.exposurenotifications.testing.deployments.AppProcess;
import org.exposurenotifications.testing.deployments.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of docs/operations/onprem.md, with the variables of the units and a real database. */
final class OneMachineTest {
  private static final String CONFIGURATION =
      """
      signatureInfos:
        - {id: us, signingKey: exports-us-v1, keyId: "310", keyVersion: v1, from: null, thru: null}
      exportConfigs:
        - {name: us, bucket: exports, filenameRoot: us, period: 4h, outputRegion: US,
           inputRegions: [US], excludeRegions: [], includeTravelers: true, onlyNonTravelers: false,
           maxRecords: null, from: 2026-01-01T00:00:00Z, thru: null, signatureInfos: [us]}
      """;

  @TempDir Path folder;
  private final Map<String, String> variables = new TreeMap<>();

  /** What differs here: where everything is. */
  @BeforeEach
  void installs() throws IOException {
    Project.read(Project.file("apps/onprem/systemd/keyserver.env"))
        .lines()
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(line -> line.split("=", 2))
        .forEach(parts ->
            variables.put(
                parts[0],
                parts[1]
                    .replace("/etc/keyserver", folder + "/etc")
                    .replace("/var/lib/keyserver", folder + "/lib")));
    assertThat(Project.variables("onprem")).containsAll(variables.keySet());
    assertThat(variables).containsEntry("DB_PASSWORD", "secret://database");
    for (String name : Set.of("DB_HOST", "DB_PORT", "DB_NAME", "DB_USER", "DB_SSLMODE")) {
      variables.put(name, TestDatabase.variables().get(name));
    }
    variables.put("PORT", "0");
    Path secrets =
        Files.createDirectories(
            folder.resolve("etc/secrets"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(
        secrets.resolve("database"), TestDatabase.variables().get("DB_PASSWORD") + "\n");
    Files.writeString(
        secrets.resolve("revision-token-aad"), "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\n");
  }

  @Test
  void theTablesAreMadeKeysTooAndTheServersRun() throws Exception {
    succeeds("migrate");
    assertThat(succeeds("keys", "create", "exports-us-v1")).contains("BEGIN PUBLIC KEY");
    Path configuration = Files.writeString(folder.resolve("config.yaml"), CONFIGURATION);
    succeeds("config", "apply", configuration.toString());
    for (Job job : Job.values()) {
      succeeds("run", job.text());
    }
    try (AppProcess publish = start("serve", "publish");
        HttpClient client = HttpClient.newHttpClient()) {
      String port = publish.await(Pattern.compile("on port (\\d+)"));
      HttpRequest health =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health")).build();
      assertThat(client.send(health, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
      // as the unit expects of SIGTERM
      assertThat(publish.terminate()).isEqualTo(143);
    }
  }

  @Test
  void withoutASchedulerTheServersDoTheJobsThemselves() throws Exception {
    succeeds("migrate");
    variables.put("LOG_LEVEL", "DEBUG");
    try (AppProcess jobs = start("serve", "export", "cleanup", "--jobs")) {
      for (Job job : Job.values()) {
        assertThat(jobs.await(Pattern.compile("\"(" + job.text() + "): "))).isEqualTo(job.text());
      }
      assertThat(jobs.terminate()).isEqualTo(143);
    }
  }

  private String succeeds(String... arguments) throws Exception {
    try (AppProcess program = start(arguments)) {
      assertThat(program.exit()).as(program.output()).isZero();
      return program.output();
    }
  }

  private AppProcess start(String... arguments) throws IOException {
    return AppProcess.start(
        System.getProperty("java.class.path"),
        "org.exposurenotifications.apps.onprem.Main",
        variables,
        arguments);
  }
}
