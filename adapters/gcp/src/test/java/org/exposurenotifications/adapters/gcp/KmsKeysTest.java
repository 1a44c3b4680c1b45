// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.kms.v1.CryptoKey;
import com.google.cloud.kms.v1.CryptoKeyVersion;
import com.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionAlgorithm;
import com.google.cloud.kms.v1.CryptoKeyVersionTemplate;
import com.google.cloud.kms.v1.ProtectionLevel;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.SigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is particular to keys of Cloud KMS. */
final class KmsKeysTest {
  private static final String KEY = TestCloud.KEY_RING + "/cryptoKeys/k";
  private static final String FIRST = KEY + "/cryptoKeyVersions/1";
  private static final String NEW_RING = TestCloud.KEY_RING + "-new";
  private static final Bytes DATA = Bytes.of(new byte[] {1});

  private final TestCloud cloud = new TestCloud(Optional.empty(), 3);
  private final GcpPlatform platform = cloud.platform();

  @AfterEach
  void close() {
    platform.close();
    cloud.close();
  }

  @Test
  void aNewSigningKeyIsAwaitedUntilItIsGenerated() {
    Bytes made = platform.signingKeys().ensure("k").publicKey();
    assertThat(platform.signingKeys().find(FIRST).map(SigningKey::publicKey)).hasValue(made);
  }

  @Test
  void aSigningKeyThatSomebodyElseIsMakingIsAwaited() {
    create(
        CryptoKey.CryptoKeyPurpose.ASYMMETRIC_SIGN, CryptoKeyVersionAlgorithm.EC_SIGN_P256_SHA256);
    assertThatThrownBy(() -> platform.signingKeys().find("k"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("not in a state for it");
    assertThat(platform.signingKeys().ensure("k").publicKey().length()).isEqualTo(91);
  }

  @Test
  void aKeyIsOfSoftwareOrHardwareAsConfigured() {
    platform.keyEncryption().ensure("k");
    try (GcpPlatform hardware = new GcpPlatform(cloud.config(true), TestCloud.NO_CREDENTIALS)) {
      hardware.keyEncryption().ensure("hard");
      SigningKey _ = hardware.signingKeys().ensure("hard-signing");
    }
    assertThat(levelOf("k")).isEqualTo(ProtectionLevel.SOFTWARE);
    assertThat(levelOf("hard")).isEqualTo(ProtectionLevel.HSM);
    assertThat(levelOf("hard-signing")).isEqualTo(ProtectionLevel.HSM);
  }

  @Test
  void theKeyRingIsMadeWithTheKey() {
    SigningKey _ = platform.signingKeys().ensure(NEW_RING + "/cryptoKeys/k/cryptoKeyVersions/1");
    platform.keyEncryption().ensure(NEW_RING + "/cryptoKeys/w");
    assertThat(cloud.kms().getKeyRing(NEW_RING).getName()).isEqualTo(NEW_RING);
  }

  @Test
  void aLaterVersionIsNotMade() {
    SigningKey _ = platform.signingKeys().ensure("k");
    assertThatThrownBy(() -> platform.signingKeys().ensure("k/cryptoKeyVersions/2"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining(KEY + "/cryptoKeyVersions/2 is not there");
  }

  @Test
  void aVersionThatIsDestroyedIsNotAwaited() {
    SigningKey key = platform.signingKeys().ensure("k");
    CryptoKeyVersion _ = cloud.kms().destroyCryptoKeyVersion(FIRST);
    cloud.faults().fail(io.grpc.Status.OK, 0);
    assertThatThrownBy(() -> platform.signingKeys().ensure("k"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining(FIRST);
    assertThat(cloud.faults().calls()).isEqualTo(2);
    assertThatThrownBy(() -> key.signDigest(Bytes.of(new byte[32])))
        .isInstanceOf(PortFailure.Permanent.class);
  }

  @Test
  void aKeyOfAnotherKindIsNotTaken() {
    platform.keyEncryption().ensure("k");
    assertThatThrownBy(() -> platform.signingKeys().ensure("k"))
        .isInstanceOf(PortFailure.Permanent.class);
    assertThatThrownBy(() -> platform.signingKeys().find("k"))
        .isInstanceOf(PortFailure.Permanent.class);
  }

  @Test
  void aSigningKeyOfAnotherAlgorithmIsNotTaken() {
    create(
        CryptoKey.CryptoKeyPurpose.ASYMMETRIC_SIGN,
        CryptoKeyVersionAlgorithm.EC_SIGN_SECP256K1_SHA256);
    assertThatThrownBy(() -> platform.signingKeys().ensure("k"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("EC_SIGN_P256_SHA256");
  }

  @Test
  void aSigningKeyIsNotForEncryption() {
    SigningKey _ = platform.signingKeys().ensure("k");
    assertThatThrownBy(() -> platform.keyEncryption().encrypt("k", DATA, DATA))
        .isInstanceOf(PortFailure.Permanent.class);
    assertThatThrownBy(() -> platform.keyEncryption().ensure("k/cryptoKeyVersions/1"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("no encryption key");
  }

  private void create(CryptoKey.CryptoKeyPurpose purpose, CryptoKeyVersionAlgorithm algorithm) {
    CryptoKey _ =
        cloud
            .kms()
            .createCryptoKey(
                TestCloud.KEY_RING,
                "k",
                CryptoKey.newBuilder()
                    .setPurpose(purpose)
                    .setVersionTemplate(
                        CryptoKeyVersionTemplate.newBuilder().setAlgorithm(algorithm))
                    .build());
  }

  private ProtectionLevel levelOf(String key) {
    return cloud
        .kms()
        .getCryptoKey(TestCloud.KEY_RING + "/cryptoKeys/" + key)
        .getVersionTemplate()
        .getProtectionLevel();
  }
}
