// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.aws;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Isolated("it sets properties of the process")
final class AwsPlatformReaderTest {
  private static final Map<String, String> NEEDED = Map.of("AWS_REGION", "eu-central-1");

  @Test
  void whatHasNoDefaultIsEnough() {
    assertThat(problems(NEEDED)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AWS_REGION||AWS_REGION is not set; name the region, such as eu-central-1",
        "AWS_REGION|Frankfurt am Main|AWS_REGION is 'Frankfurt am Main' but has to be a region",
        "AWS_ENDPOINT_URL|s3|AWS_ENDPOINT_URL is 's3' but has to be an address",
        "AWS_ENDPOINT_URL_S3|https://u:canary@s3.example|AWS_ENDPOINT_URL_S3 is",
        "AWS_ENDPOINT_URL_KMS|https://a.example/v1|AWS_ENDPOINT_URL_KMS is",
        "AWS_ENDPOINT_URL_SECRETS_MANAGER|ftp://a|AWS_ENDPOINT_URL_SECRETS_MANAGER is",
        "AWS_ENDPOINT_URL_STS|ht tp|AWS_ENDPOINT_URL_STS is",
        "S3_PATH_STYLE|maybe|S3_PATH_STYLE is 'maybe' but has to be true or false",
        "BLOBSTORE|GOOGLE_CLOUD_STORAGE|BLOBSTORE is GOOGLE_CLOUD_STORAGE, which this app does",
        "BLOBSTORE|FILESYSTEM|BLOBSTORE is FILESYSTEM, which this app does not have; use the app onp",
        "KEY_MANAGER|GOOGLE_CLOUD_KMS|KEY_MANAGER is GOOGLE_CLOUD_KMS, which this app does not have",
        "SECRET_MANAGER|AZURE_KEY_VAULT|SECRET_MANAGER is AZURE_KEY_VAULT, which this app does not"
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
    "AWS_ENDPOINT_URL_S3, https://s3.example:9000",
    "S3_PATH_STYLE, true",
    "BLOBSTORE, AWS_S3",
    "KEY_MANAGER, AWS_KMS",
    "SECRET_MANAGER, AWS_SECRETS_MANAGER"
  })
  void aRightVariableIsTaken(String name, String value) {
    assertThat(problems(with(Map.of(name, value)))).isEmpty();
  }

  @Test
  void thePlatformHasTokensForDatabases() {
    try (Platform platform = AwsPlatformReader.read(new Environment(NEEDED))) {
      assertThat(platform.databaseCredentials()).isPresent();
    }
  }

  @BeforeEach
  void haveCredentials() {
    System.setProperty("aws.accessKeyId", "id");
    System.setProperty("aws.secretAccessKey", "key");
  }

  @AfterEach
  void haveNone() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @Test
  void eachPartIsLookedForWhereItsVariableSays() throws Exception {
    try (var s3 = new ConnectionRecorder();
        var secrets = new ConnectionRecorder();
        var rest = new ConnectionRecorder();
        Platform platform =
            AwsPlatformReader.read(
                new Environment(
                    with(
                        Map.of(
                            "AWS_ENDPOINT_URL",
                            "http://" + rest.address(),
                            "AWS_ENDPOINT_URL_S3",
                            "http://" + s3.address(),
                            "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                            "http://" + secrets.address(),
                            "S3_PATH_STYLE",
                            "true",
                            "PLATFORM_DEADLINE",
                            "1s"))))) {
      assertThatThrownBy(() -> platform.blobs().open(new BlobName("bucket", "name")))
          .isInstanceOf(PortFailure.Transient.class);
      assertThat(s3.connections()).isPositive();
      assertThat(secrets.connections() + rest.connections()).isZero();
      assertThatThrownBy(() -> platform.secrets().find("name"))
          .isInstanceOf(PortFailure.Transient.class);
      assertThat(secrets.connections()).isPositive();
      assertThat(rest.connections()).isZero();
      assertThatThrownBy(() -> platform.signingKeys().find("alias/name"))
          .isInstanceOf(PortFailure.Transient.class);
      assertThat(rest.connections()).isPositive();
    }
  }

  private static Map<String, String> with(Map<String, String> others) {
    var variables = new TreeMap<>(NEEDED);
    variables.putAll(others);
    return variables;
  }

  private static List<String> problems(Map<String, String> variables) {
    var environment = new Environment(variables);
    try (Platform _ = AwsPlatformReader.read(environment)) {
      return environment.problems();
    }
  }
}
