// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.azure;

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

final class AzurePlatformReaderTest {
  private static final Map<String, String> NEEDED =
      Map.of(
          "AZURE_STORAGE_ACCOUNT",
          "exports",
          "AZURE_KEY_VAULT_URL",
          "https://keys.vault.azure.net/");

  @Test
  void whatHasNoDefaultIsEnough() {
    assertThat(problems(NEEDED)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AZURE_STORAGE_ACCOUNT||AZURE_STORAGE_ACCOUNT is not set; name the storage account",
        "AZURE_STORAGE_ACCOUNT|My Account|AZURE_STORAGE_ACCOUNT is 'My Account' but has to be",
        "AZURE_STORAGE_SERVICE_ENDPOINT|exports|AZURE_STORAGE_SERVICE_ENDPOINT is 'exports' but",
        "AZURE_STORAGE_ACCESS_KEY|canary!|AZURE_STORAGE_ACCESS_KEY is not base64; copy the account",
        "AZURE_KEY_VAULT_URL||AZURE_KEY_VAULT_URL is not set; name the vault: https://NAME.vault",
        "AZURE_KEY_VAULT_URL|keys|AZURE_KEY_VAULT_URL is 'keys' but has to be an address",
        "AZURE_KEY_VAULT_URL|http://keys.example|AZURE_KEY_VAULT_URL is not encrypted; it has to",
        "CREATE_HSM_KEYS|maybe|CREATE_HSM_KEYS is 'maybe' but has to be true or false",
        "PLATFORM_DEADLINE|11m|PLATFORM_DEADLINE is too long; 10m at most",
        "BLOBSTORE|AWS_S3|BLOBSTORE is AWS_S3, which this app does not have; use the app aws, or",
        "KEY_MANAGER|FILESYSTEM|KEY_MANAGER is FILESYSTEM, which this app does not have; use the ap",
        "SECRET_MANAGER|GOOGLE_SECRET_MANAGER|SECRET_MANAGER is GOOGLE_SECRET_MANAGER, which this"
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
    "AZURE_STORAGE_SERVICE_ENDPOINT, http://127.0.0.1:10000/exports",
    "AZURE_STORAGE_ACCESS_KEY, AAAA",
    "CREATE_HSM_KEYS, true",
    "AZURE_CLIENT_ID, 00000000-0000-0000-0000-000000000000",
    "BLOBSTORE, AZURE_BLOB_STORAGE",
    "KEY_MANAGER, AZURE_KEY_VAULT",
    "SECRET_MANAGER, AZURE_KEY_VAULT"
  })
  void aRightVariableIsTaken(String name, String value) {
    assertThat(problems(with(Map.of(name, value)))).isEmpty();
  }

  @Test
  void anEndpointStandsForTheAccount() {
    var variables = new TreeMap<>(NEEDED);
    variables.remove("AZURE_STORAGE_ACCOUNT");
    variables.put("AZURE_STORAGE_SERVICE_ENDPOINT", "https://exports.blob.core.chinacloudapi.cn");
    assertThat(problems(variables)).isEmpty();
  }

  @Test
  void eachPartIsLookedForWhereItsVariableSays() throws Exception {
    try (var storage = new ConnectionRecorder();
        var vault = new ConnectionRecorder();
        Platform platform =
            AzurePlatformReader.read(
                new Environment(
                    with(
                        Map.of(
                            "AZURE_STORAGE_SERVICE_ENDPOINT",
                            "http://" + storage.address() + "/exports",
                            "AZURE_STORAGE_ACCESS_KEY",
                            "AAAA",
                            "AZURE_KEY_VAULT_URL",
                            "https://" + vault.address(),
                            "PLATFORM_DEADLINE",
                            "1s"))))) {
      assertThatThrownBy(() -> platform.blobs().open(new BlobName("bucket", "name")))
          .isInstanceOf(PortFailure.Transient.class);
      assertThat(storage.connections()).isPositive();
      assertThat(vault.connections()).isZero();
      assertThatThrownBy(() -> platform.secrets().find("name")).isInstanceOf(PortFailure.class);
      assertThat(vault.connections()).isPositive();
    }
  }

  private static Map<String, String> with(Map<String, String> others) {
    var variables = new TreeMap<>(NEEDED);
    variables.putAll(others);
    return variables;
  }

  private static List<String> problems(Map<String, String> variables) {
    var environment = new Environment(variables);
    try (Platform _ = AzurePlatformReader.read(environment)) {
      return environment.problems();
    }
  }
}
