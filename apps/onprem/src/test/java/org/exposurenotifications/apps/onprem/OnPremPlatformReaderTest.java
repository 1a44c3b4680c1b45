// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.onprem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.testing.deployments.AppProcess;
import org.exposurenotifications.testing.deployments.ConnectionRecorder;
import org.exposurenotifications.testing.deployments.RuntimeClassPath;
import org.exposurenotifications.testing.standins.StandIn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OnPremPlatformReaderTest {
  private static final Map<String, String> VAULT =
      Map.of(
          "BLOB_FILESYSTEM_ROOT",
          "/nonexistent/blobs",
          "SECRET_MANAGER",
          "HASHICORP_VAULT",
          "KEY_MANAGER",
          "HASHICORP_VAULT");

  private static final Map<String, String> S3 =
      Map.of(
          "BLOBSTORE",
          "AWS_S3",
          "AWS_ENDPOINT_URL_S3",
          "https://minio.example:9000",
          "AWS_ACCESS_KEY_ID",
          "id",
          "AWS_SECRET_ACCESS_KEY",
          "key",
          "KEY_FILESYSTEM_ROOT",
          "/nonexistent/keys");

  @Test
  void whatVaultNeedsIsToldOnceForKeysAndSecrets() {
    assertThat(problems(VAULT))
        .satisfiesExactly(
            address -> assertThat(address).startsWith("VAULT_ADDR is not set; name the server"),
            signIn ->
                assertThat(signIn)
                    .startsWith("VAULT_TOKEN is not set")
                    .contains("VAULT_ROLE_ID and VAULT_SECRET_ID", "VAULT_KUBERNETES_ROLE"));
  }

  @Test
  void withoutVaultItsVariablesMeanNothing() {
    assertThat(
            problems(
                Map.of(
                    "BLOB_FILESYSTEM_ROOT", "/a", "KEY_FILESYSTEM_ROOT", "/b", "VAULT_ADDR", "no")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "VAULT_ADDR|vault.example|VAULT_ADDR is not an address of Vault",
        "VAULT_ADDR|https://user:canary@vault.example|VAULT_ADDR is not an address of Vault",
        "VAULT_ADDR|https://vault.example/v1|VAULT_ADDR is not an address of Vault",
        "VAULT_ADDR|ht tp|VAULT_ADDR is not an address of Vault",
        "VAULT_TOKEN|two canary|VAULT_TOKEN holds more than a token",
        "VAULT_ROLE_ID|role|VAULT_ROLE_ID is set beside VAULT_TOKEN; keep one of them",
        "VAULT_KUBERNETES_ROLE|role|VAULT_KUBERNETES_ROLE is set beside VAULT_TOKEN",
        "VAULT_NAMESPACE|a//b|VAULT_NAMESPACE is 'a//b' but has to be words",
        "VAULT_TRANSIT_MOUNT|../sys|VAULT_TRANSIT_MOUNT is '../sys' but has to be words",
        "VAULT_CLIENT_TIMEOUT|15|VAULT_CLIENT_TIMEOUT is '15' but has to be a duration",
        "KEY_MANAGER|VAULT|KEY_MANAGER is 'VAULT' but has to be one of FILESYSTEM, HASHICORP_VAULT"
      })
  void aWrongVariableIsNamedWithTheRemedy(String name, String value, String problem) {
    var variables = new TreeMap<>(VAULT);
    variables.put("VAULT_ADDR", "https://vault.example:8200");
    variables.put("VAULT_TOKEN", "s.token");
    variables.put("KEY_FILESYSTEM_ROOT", "/nonexistent/keys");
    variables.put(name, value);

    assertThat(problems(variables))
        .singleElement()
        .asString()
        .startsWith(problem)
        .doesNotContain("canary");
  }

  @Test
  void aRoleWithoutItsSecretIsToldHowToGetIt() {
    var variables = new TreeMap<>(VAULT);
    variables.put("VAULT_ADDR", "https://vault.example:8200");
    variables.put("VAULT_ROLE_ID", "role");

    assertThat(problems(variables))
        .containsExactly(
            "VAULT_SECRET_ID is not set; make one: vault write -f"
                + " auth/approle/role/ROLE/secret-id");
  }

  @ParameterizedTest
  @CsvSource({"VAULT_TOKEN, VAULT_NAMESPACE", "VAULT_KUBERNETES_ROLE, VAULT_AUTH_MOUNT"})
  void nobodyIsAskedWhileSettingsAreRead(String signIn, String other) {
    var variables = new TreeMap<>(VAULT);
    variables.put("VAULT_ADDR", "https://vault.invalid");
    variables.put("VAULT_CACERT", "/nonexistent/ca.pem");
    variables.put(signIn, "s.canary");
    variables.put(other, "teams/health");

    assertThat(problems(variables)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AWS_ENDPOINT_URL_S3||AWS_ENDPOINT_URL_S3 is not set; name the server, such as https://minio",
        "AWS_ENDPOINT_URL_S3|minio|AWS_ENDPOINT_URL_S3 is 'minio' but has to be an address",
        "AWS_ACCESS_KEY_ID||AWS_ACCESS_KEY_ID is not set; make an access key on the server",
        "AWS_SECRET_ACCESS_KEY||AWS_SECRET_ACCESS_KEY is not set; make an access key on the",
        "AWS_SECRET_ACCESS_KEY|secret://a|AWS_SECRET_ACCESS_KEY has to be literal",
        "AWS_REGION|somewhere else|AWS_REGION is 'somewhere else' but has to be a region",
        "S3_PATH_STYLE|maybe|S3_PATH_STYLE is 'maybe' but has to be true or false",
        "BLOBSTORE|GOOGLE_CLOUD_STORAGE|BLOBSTORE is GOOGLE_CLOUD_STORAGE, which this app does",
        "KEY_MANAGER|AWS_KMS|KEY_MANAGER is AWS_KMS, which this app does not have; use the app aws",
        "SECRET_MANAGER|AZURE_KEY_VAULT|SECRET_MANAGER is AZURE_KEY_VAULT, which this app does not"
      })
  void aWrongVariableOfS3IsNamedWithTheRemedy(String name, @Nullable String value, String problem) {
    var variables = new TreeMap<>(S3);
    variables.put("BLOB_FILESYSTEM_ROOT", "/nonexistent/blobs");
    variables.put(name, value == null ? "" : value);

    assertThat(problems(variables)).singleElement().asString().startsWith(problem);
  }

  @ParameterizedTest
  @CsvSource({"AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"})
  void filesGoToTheServerThatIsNamed(String variable) throws Exception {
    try (var s3 = new ConnectionRecorder()) {
      var variables = new TreeMap<>(S3);
      variables.remove("AWS_ENDPOINT_URL_S3");
      variables.put(variable, "http://" + s3.address());
      variables.put("PLATFORM_DEADLINE", "1s");
      var environment = new Environment(variables);
      try (Platform platform = OnPremPlatformReader.read(environment)) {
        environment.check();
        assertThat(s3.connections()).isZero();
        assertThatThrownBy(() -> platform.blobs().open(new BlobName("bucket", "name")))
            .isInstanceOf(PortFailure.Transient.class);
      }
      assertThat(s3.connections()).isPositive();
    }
  }

  @Test
  void aSigningKeyIsMadeInVaultAndASecretIsReadFromThere(@TempDir Path files) throws Exception {
    try (StandIn vault = StandIn.vault()) {
      post(vault, "secret/data/keyserver/database", "{\"data\":{\"password\":\"hunter2\"}}");
      var variables = new TreeMap<>(VAULT);
      variables.put("BLOB_FILESYSTEM_ROOT", files.toString());
      variables.put("VAULT_ADDR", vault.address().toString());
      variables.put("VAULT_TOKEN", vault.credentials().secret());
      variables.put("DB_PASSWORD", "secret://secret/keyserver/database@1#password");

      try (AppProcess create = start(variables, "keys", "create", "exports-us");
          AppProcess show = made(create, variables, "exports-us")) {
        assertThat(show.exit()).as(show.output()).isZero();
        assertThat(show.output())
            .startsWith("-----BEGIN PUBLIC KEY-----")
            .isEqualTo(create.output());
      }
      var literal = new Environment(variables);
      try (Platform platform = OnPremPlatformReader.read(literal)) {
        Environment resolved = literal.resolve(platform.secrets(), InstantSource.system());
        resolved.check();
        assertThat(resolved.text("DB_PASSWORD")).contains("hunter2");
        assertThat(platform.check()).isEmpty();
      }
    }
  }

  private static AppProcess made(AppProcess create, Map<String, String> variables, String name)
      throws IOException, InterruptedException {
    assertThat(create.exit()).as(create.output()).isZero();
    return start(variables, "keys", "public", name + "@1");
  }

  private static AppProcess start(Map<String, String> variables, String... arguments)
      throws IOException {
    return AppProcess.start(
        RuntimeClassPath.ofThisModule().text(), Main.class.getName(), variables, arguments);
  }

  private static List<String> problems(Map<String, String> variables) {
    var environment = new Environment(variables);
    try (Platform _ = OnPremPlatformReader.read(environment)) {
      return environment.problems();
    }
  }

  private static void post(StandIn vault, String path, String body)
      throws IOException, InterruptedException {
    URI uri = vault.address().resolve("/v1/" + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .header("X-Vault-Token", vault.credentials().secret())
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }
}
