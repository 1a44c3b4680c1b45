// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.aws;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.exposurenotifications.testing.journey.JourneyContract;
import org.exposurenotifications.testing.standins.StandIn;
import org.exposurenotifications.testing.standins.aws.KmsServer;
import org.exposurenotifications.testing.standins.s3.S3StandIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * On s3proxy, moto's Secrets Manager, and a server of KMS's protocol; two of them check signatures.
 */
final class AwsJourneyTest implements JourneyContract {
  private static final String REGION = "eu-central-1";

  private StandIn moto;
  private KmsServer kms;
  private S3StandIn s3;

  @BeforeEach
  void start() {
    moto = StandIn.moto();
    kms = KmsServer.start();
    s3 = S3StandIn.start(BUCKET);
  }

  @AfterEach
  void stop() {
    if (s3 != null) {
      s3.close();
    }
    if (kms != null) {
      kms.close();
    }
    if (moto != null) {
      moto.close();
    }
  }

  @Override
  public Class<?> main() {
    return Main.class;
  }

  @Override
  public Map<String, String> platform() {
    return Map.of(
        "AWS_REGION",
        REGION,
        "AWS_ACCESS_KEY_ID",
        KmsServer.CREDENTIALS.name(),
        "AWS_SECRET_ACCESS_KEY",
        KmsServer.CREDENTIALS.secret(),
        "AWS_ENDPOINT_URL_S3",
        s3.address().toString(),
        "AWS_ENDPOINT_URL_SECRETS_MANAGER",
        moto.address().toString(),
        "AWS_ENDPOINT_URL_KMS",
        kms.address().toString(),
        "S3_PATH_STYLE",
        "true");
  }

  @Override
  public String signingKey() {
    return "alias/exports-us";
  }

  @Override
  public String revisionTokenKey() {
    return "alias/revision-token";
  }

  @Override
  public String plantSecret(String name, String value) {
    try (SecretsManagerClient secrets =
        SecretsManagerClient.builder()
            .endpointOverride(moto.address())
            .region(Region.of(REGION))
            .httpClient(UrlConnectionHttpClient.create())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        KmsServer.CREDENTIALS.name(), KmsServer.CREDENTIALS.secret())))
            .build()) {
      return secrets.createSecret(secret -> secret.name(name).secretString(value)).name();
    }
  }

  @Override
  public List<String> credentials() {
    return List.of(KmsServer.CREDENTIALS.secret());
  }

  @Override
  public URI published(String object) {
    return s3.address().resolve("/" + BUCKET + "/" + object);
  }
}
