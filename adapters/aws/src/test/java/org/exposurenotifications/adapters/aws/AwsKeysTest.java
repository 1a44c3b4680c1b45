// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.keys.SigningKey;
import org.exposurenotifications.ports.keys.SigningKeys;
import org.exposurenotifications.testing.contracts.Samples;
import org.exposurenotifications.testing.standins.aws.KmsServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;

final class AwsKeysTest {
  private KmsServer server;
  private AwsClients clients;
  private SigningKeys signing;
  private KeyEncryption encryption;

  @BeforeEach
  void start() {
    server = KmsServer.start();
    Optional<URI> address = Optional.of(server.address());
    clients =
        new AwsClients(
            new AwsConfig(
                "eu-central-1",
                new AwsConfig.Endpoints(address, address, address),
                Duration.ofSeconds(20)),
            AwsServers.credentials());
    signing = new KmsSigningKeys(clients.kms());
    encryption = new KmsKeyEncryption(clients.kms());
  }

  @AfterEach
  void stop() {
    clients.close();
    server.close();
  }

  @Test
  void aKeyIsFoundByAliasIdAndArn() {
    Bytes publicKey = signing.ensure("alias/v1/export_key").publicKey();
    String id = kms().describeKey(key -> key.keyId("alias/v1/export_key")).keyMetadata().keyId();
    String account = "arn:aws:kms:eu-central-1:111122223333:";
    for (String name : new String[] {id, account + "key/" + id, account + "alias/v1/export_key"}) {
      assertThat(signing.find(name).map(SigningKey::publicKey)).as(name).hasValue(publicKey);
    }
  }

  @Test
  void aKeyThatWasFoundSignsAsItselfThoughItsAliasMoves() {
    SigningKey key = signing.ensure("alias/export");
    assertThat(key)
        .isInstanceOfSatisfying(
            KmsSigningKey.class, found -> assertThat(found.arn()).contains(":key/"));
    assertThat(key.signDigest(Bytes.of(new byte[32])).length()).isBetween(60, 72);
  }

  @Test
  void callersAtOnceLeaveOneKey() {
    long different =
        IntStream.range(0, 6)
            .parallel()
            .mapToObj(_ -> signing.ensure("alias/export").publicKey())
            .distinct()
            .count();
    assertThat(different).isEqualTo(1);
    assertThat(server.enabledKeys()).isEqualTo(1);
  }

  @Test
  void whoeverNamesItsKeyLaterDeletesItAndTakesTheOther() {
    Bytes first = signing.ensure("alias/export").publicKey();
    // as if the alias were made after this caller looked
    server.fail("GetPublicKey", 1, 400, "NotFoundException");
    assertThat(signing.ensure("alias/export").publicKey()).isEqualTo(first);
    assertThat(server.actions()).containsSubsequence("CreateAlias", "ScheduleKeyDeletion");
    assertThat(server.enabledKeys()).isEqualTo(1);
  }

  @Test
  void associatedDataIsTheContextInBase64() {
    encryption.ensure("alias/tokens");
    Bytes sealed =
        encryption.encrypt("alias/tokens", Samples.utf8("secret"), Bytes.of(new byte[] {0, -1}));
    assertThat(
            kms()
                .decrypt(request ->
                    request
                        .keyId("alias/tokens")
                        .ciphertextBlob(SdkBytes.fromByteArray(sealed.toByteArray()))
                        .encryptionContext(Map.of("aad", "AP8=")))
                .plaintext()
                .asUtf8String())
        .isEqualTo("secret");
  }

  @Test
  void associatedDataMayBeLong() {
    encryption.ensure("alias/tokens");
    for (int length : new int[] {4096, 4097, 1 << 20}) {
      byte[] data = new byte[length];
      Bytes sealed = encryption.encrypt("alias/tokens", Samples.utf8("secret"), Bytes.of(data));
      assertThat(encryption.decrypt("alias/tokens", sealed, Bytes.of(data)))
          .isEqualTo(Samples.utf8("secret"));
      Bytes shorter = Bytes.of(Arrays.copyOf(data, length - 1));
      assertThatThrownBy(() -> encryption.decrypt("alias/tokens", sealed, shorter))
          .isInstanceOf(PortFailure.Permanent.class);
    }
  }

  private KmsClient kms() {
    return clients.kms().get();
  }
}
