// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.kms.v1.AsymmetricSignResponse;
import com.google.cloud.kms.v1.DecryptResponse;
import com.google.cloud.kms.v1.EncryptResponse;
import com.google.cloud.kms.v1.PublicKey;
import com.google.cloud.secretmanager.v1.AccessSecretVersionResponse;
import com.google.cloud.secretmanager.v1.SecretPayload;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.SigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An answer that was damaged, or that answers a damaged request, is never passed on. */
final class ChecksumsTest {
  private static final ByteString OTHER = ByteString.copyFromUtf8("canary");
  private static final Bytes DIGEST = Bytes.of(new byte[32]);
  private static final Bytes DATA = Bytes.of(new byte[] {1, 2, 3});

  private final TestCloud cloud = new TestCloud();
  private final GcpPlatform platform = cloud.platform();

  @AfterEach
  void close() {
    platform.close();
    cloud.close();
  }

  @Test
  void aDamagedSecretIsDroppedAndNotShown() {
    cloud.plantSecret("s", "swordfish");
    refused(
        () -> platform.secrets().find("s"),
        AccessSecretVersionResponse.class,
        List.of(
            answer ->
                answer.toBuilder()
                    .setPayload(answer.getPayload().toBuilder().setData(OTHER))
                    .build(),
            answer ->
                answer.toBuilder()
                    .setPayload(SecretPayload.newBuilder().setData(answer.getPayload().getData()))
                    .build()));
  }

  @Test
  void aDamagedPublicKeyIsDropped() {
    SigningKey _ = platform.signingKeys().ensure("k");
    refused(
        () -> platform.signingKeys().find("k"),
        PublicKey.class,
        List.of(
            answer -> answer.toBuilder().setPemBytes(OTHER).build(),
            answer -> answer.toBuilder().clearPemCrc32C().build(),
            answer -> answer.toBuilder().setName(answer.getName() + "0").build()));
  }

  @Test
  void aDamagedSignatureIsDropped() {
    SigningKey key = platform.signingKeys().ensure("k");
    refused(
        () -> key.signDigest(DIGEST),
        AsymmetricSignResponse.class,
        List.of(
            answer -> answer.toBuilder().setSignature(OTHER).build(),
            answer -> answer.toBuilder().clearSignatureCrc32C().build(),
            answer -> answer.toBuilder().setVerifiedDigestCrc32C(false).build(),
            answer -> answer.toBuilder().setName(answer.getName() + "0").build()));
  }

  @Test
  void aDamagedCiphertextIsDropped() {
    platform.keyEncryption().ensure("k");
    refused(
        () -> platform.keyEncryption().encrypt("k", DATA, DATA),
        EncryptResponse.class,
        List.of(
            answer -> answer.toBuilder().setCiphertext(OTHER).build(),
            answer -> answer.toBuilder().clearCiphertextCrc32C().build(),
            answer -> answer.toBuilder().setVerifiedPlaintextCrc32C(false).build(),
            answer ->
                answer.toBuilder().setVerifiedAdditionalAuthenticatedDataCrc32C(false).build(),
            answer ->
                answer.toBuilder()
                    .setName(answer.getName().replace("/cryptoKeys/k/", "/cryptoKeys/other/"))
                    .build()));
  }

  @Test
  void aDamagedPlaintextIsDropped() {
    platform.keyEncryption().ensure("k");
    Bytes sealed = platform.keyEncryption().encrypt("k", DATA, DATA);
    refused(
        () -> platform.keyEncryption().decrypt("k", sealed, DATA),
        DecryptResponse.class,
        List.of(
            answer -> answer.toBuilder().setPlaintext(OTHER).build(),
            answer -> answer.toBuilder().clearPlaintextCrc32C().build()));
  }

  private <T extends Message> void refused(
      ThrowingCallable call, Class<T> answer, List<UnaryOperator<T>> damages) {
    for (int i = 0; i < damages.size(); i++) {
      cloud.faults().damage(answer, damages.get(i));
      assertThatThrownBy(call)
          .as("damage %s", i)
          .isInstanceOf(PortFailure.Transient.class)
          .hasMessageContaining("checksum")
          .hasMessageNotContainingAny("canary", "swordfish");
    }
    cloud.faults().damage(answer, UnaryOperator.identity());
    assertThat(org.assertj.core.api.Assertions.catchThrowable(call)).isNull();
  }
}
