// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.testing.deployments.ConnectionRecorder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GcpPlatformReaderTest {
  private static final Map<String, String> NEEDED = Map.of("PROJECT_ID", "test-project");

  @Test
  void whatHasNoDefaultIsEnough() {
    assertThat(problems(NEEDED)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PROJECT_ID||PROJECT_ID is not set; name the project",
        "PROJECT_ID|My Project|PROJECT_ID is 'My Project' but has to be the id of a project",
        "PROJECT_ID|secret://a|PROJECT_ID has to be literal",
        "KMS_KEY_RING|keys|KMS_KEY_RING is 'keys' but has to be projects/PROJECT/locations/",
        "CREATE_HSM_KEYS|maybe|CREATE_HSM_KEYS is 'maybe' but has to be true or false",
        "STORAGE_ENDPOINT|storage|STORAGE_ENDPOINT is 'storage' but has to be an address",
        "KMS_ENDPOINT|https://u:canary@kms.example|KMS_ENDPOINT is",
        "SECRET_MANAGER_ENDPOINT|https://a.example/v1|SECRET_MANAGER_ENDPOINT is",
        "PLATFORM_DEADLINE|1h|PLATFORM_DEADLINE is too long; 10m at most",
        "PLATFORM_DEADLINE|1ms|PLATFORM_DEADLINE is '1ms' but has to be a duration",
        "BLOBSTORE|AWS_S3|BLOBSTORE is AWS_S3, which this app does not have; use the app aws, or",
        "BLOBSTORE|AZURE_BLOB_STORAGE|BLOBSTORE is AZURE_BLOB_STORAGE, which this app does not",
        "BLOBSTORE|FILESYSTEM|BLOBSTORE is FILESYSTEM, which this app does not have; use the app onp",
        "BLOBSTORE|GCS|BLOBSTORE is 'GCS' but has to be one of GOOGLE_CLOUD_STORAGE",
        "KEY_MANAGER|AWS_KMS|KEY_MANAGER is AWS_KMS, which this app does not have; use the app aws",
        "SECRET_MANAGER|HASHICORP_VAULT|SECRET_MANAGER is HASHICORP_VAULT, which this app does not"
      })
  void aWrongVariableIsNamedWithTheRemedy(String name, @Nullable String value, String problem) {
    assertThat(problems(with(Map.of(name, value == null ? "" : value))))
        .singleElement()
        .asString()
        .startsWith(problem)
        .doesNotContain("canary");
  }

  @ParameterizedTest
  @CsvSource({
    "KMS_KEY_RING, projects/test-project/locations/europe-west1/keyRings/keys",
    "CREATE_HSM_KEYS, false",
    "BLOBSTORE, GOOGLE_CLOUD_STORAGE",
    "KEY_MANAGER, GOOGLE_CLOUD_KMS",
    "SECRET_MANAGER, GOOGLE_SECRET_MANAGER",
    "STORAGE_ENDPOINT, https://storage.example/"
  })
  void aRightVariableIsTaken(String name, String value) {
    assertThat(problems(with(Map.of(name, value)))).isEmpty();
  }

  @Test
  void theProjectIsAlsoNamedAsGooglesOwnToolsDo() {
    assertThat(problems(Map.of("GOOGLE_CLOUD_PROJECT", "test-project"))).isEmpty();
    assertThat(problems(Map.of("GOOGLE_CLOUD_PROJECT", "My Project")))
        .singleElement()
        .asString()
        .startsWith("GOOGLE_CLOUD_PROJECT is ");
  }

  @Test
  void eachPartIsLookedForWhereItsVariableSays() throws Exception {
    try (var storage = new ConnectionRecorder();
        var secrets = new ConnectionRecorder();
        var kms = new ConnectionRecorder();
        Platform platform =
            GcpPlatformReader.read(
                new Environment(
                    with(
                        Map.of(
                            "STORAGE_ENDPOINT",
                            "http://" + storage.address(),
                            "SECRET_MANAGER_ENDPOINT",
                            "http://" + secrets.address(),
                            "KMS_ENDPOINT",
                            "http://" + kms.address(),
                            "KMS_KEY_RING",
                            "projects/test-project/locations/europe-west1/keyRings/keys",
                            "PLATFORM_DEADLINE",
                            "1s"))))) {
      assertThatThrownBy(() -> platform.blobs().open(new BlobName("bucket", "name")))
          .isInstanceOf(PortFailure.Transient.class);
      assertThat(storage.connections()).isPositive();
      assertThat(secrets.connections() + kms.connections()).isZero();
      assertThatThrownBy(() -> platform.secrets().find("name"))
          .isInstanceOf(PortFailure.Transient.class);
      assertThat(secrets.connections()).isPositive();
      assertThat(kms.connections()).isZero();
      assertThatThrownBy(() -> platform.signingKeys().find("name"))
          .isInstanceOf(PortFailure.Transient.class);
      assertThat(kms.connections()).isPositive();
    }
  }

  private static Map<String, String> with(Map<String, String> others) {
    var variables = new TreeMap<>(NEEDED);
    variables.putAll(others);
    return variables;
  }

  private static List<String> problems(Map<String, String> variables) {
    var environment = new Environment(variables);
    try (Platform _ = GcpPlatformReader.read(environment)) {
      return environment.problems();
    }
  }
}
