// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.ports.secrets.SecretStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

final class AwsSecretsTest {
  private static AwsServers servers;

  private SecretStore secrets;

  @BeforeAll
  static void start() {
    servers = new AwsServers();
  }

  @BeforeEach
  void reset() {
    servers.reset();
    secrets = new SecretsManagerSecretStore(servers.clients().secretsManager());
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Test
  void aSecretIsFoundByItsArn() {
    String arn =
        manager().createSecret(request -> request.name("en/db").secretString("first")).arn();
    assertThat(arn).startsWith("arn:aws:secretsmanager:eu-central-1:");
    assertThat(secrets.find(arn).map(Secret::reveal)).hasValue("first");
  }

  @Test
  void aStageNamesAVersion() {
    manager().createSecret(request -> request.name("en/db").secretString("first"));
    String first = manager().getSecretValue(request -> request.secretId("en/db")).versionId();
    manager().putSecretValue(request -> request.secretId("en/db").secretString("second"));
    assertThat(secrets.find("en/db#AWSPREVIOUS").map(Secret::reveal)).hasValue("first");
    assertThat(secrets.find("en/db#AWSCURRENT").map(Secret::reveal)).hasValue("second");
    assertThat(secrets.find("en/db@" + first).map(Secret::reveal)).hasValue("first");
    assertThat(secrets.find("en/db#ABSENT")).isEmpty();
  }

  @Test
  void aSecretMayBeBytes() {
    byte[] bytes = {0, -1, 'x', '\n'};
    manager()
        .createSecret(request -> request.name("bytes").secretBinary(SdkBytes.fromByteArray(bytes)));
    assertThat(secrets.find("bytes").orElseThrow().value().toByteArray()).isEqualTo(bytes);
  }

  @Test
  void aNameMayHoldAnAt() {
    manager().createSecret(request -> request.name("user@host").secretString("value"));
    assertThat(secrets.find("user@host").map(Secret::reveal)).hasValue("value");
  }

  @Test
  void aSecretThatIsAboutToBeDeletedSaysSo() {
    manager().createSecret(request -> request.name("old").secretString("value"));
    manager().deleteSecret(request -> request.secretId("old"));
    assertThatThrownBy(() -> secrets.find("old"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessage(
            "could not read the secret 'old': it is about to be deleted; restore it, or name"
                + " another");
  }

  @Test
  void suffixesAreTakenApart() {
    String id = "0a1b2c3d-0000-4000-8000-000000000000";
    assertThat(SecretReference.parse("en/db@" + id + "#STAGE"))
        .hasValue(new SecretReference("en/db", Optional.of(id), Optional.of("STAGE")));
    assertThat(SecretReference.parse("en@db"))
        .hasValue(new SecretReference("en@db", Optional.empty(), Optional.empty()));
    for (String bad : new String[] {"", "a b", "a#", "#STAGE", "a#b#c", "ä", "arn:aws:s3:::b"}) {
      assertThat(SecretReference.parse(bad)).as(bad).isEmpty();
    }
  }

  private static SecretsManagerClient manager() {
    return servers.clients().secretsManager().get();
  }
}
