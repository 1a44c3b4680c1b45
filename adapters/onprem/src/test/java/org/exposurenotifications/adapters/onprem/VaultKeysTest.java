// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jopenlibs.vault.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.SigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VaultKeysTest {
  private static final Bytes MESSAGE = utf8("message");
  private static final Bytes DATA = utf8("bound");

  private final TestVault vault = TestVault.running();
  private final String name = TestVault.word();
  private final OnPremPlatform platform =
      TestPlatforms.open(
          TestPlatforms.inVault(vault.as(vault.appRole("keyserver,keyserver-setup"))));

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void aPinnedVersionSignsAfterARotation() throws GeneralSecurityException {
    Bytes first = platform.signingKeys().ensure(name).publicKey();
    rotate();
    SigningKey newest = platform.signingKeys().find(name).orElseThrow();
    SigningKey pinned = platform.signingKeys().find(name + "@1").orElseThrow();

    assertThat(newest.publicKey()).isNotEqualTo(first);
    assertThat(pinned.publicKey()).isEqualTo(first);
    assertThat(verifies(pinned.publicKey(), pinned.signDigest(digest()))).isTrue();
    assertThat(verifies(newest.publicKey(), newest.signDigest(digest()))).isTrue();
    assertThat(verifies(first, newest.signDigest(digest()))).isFalse();
    assertThat(platform.signingKeys().ensure(name + "@2").publicKey())
        .isEqualTo(newest.publicKey());
  }

  @Test
  void aKeyThatWasHandedOutKeepsItsVersion() throws GeneralSecurityException {
    SigningKey key = platform.signingKeys().ensure(name);
    rotate();

    assertThat(verifies(key.publicKey(), key.signDigest(digest()))).isTrue();
  }

  @Test
  void aVersionThatIsNotThereIsAbsentAndCannotBeMade() {
    assertThatThrownBy(() -> platform.signingKeys().ensure(name + "@2"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("rotate the key");
    assertThat(vault.status("transit/keys/" + name)).isEqualTo(404);

    SigningKey made = platform.signingKeys().ensure(name + "@1");
    assertThat(platform.signingKeys().find(name).map(SigningKey::publicKey))
        .contains(made.publicKey());
    assertThat(platform.signingKeys().find(name + "@2")).isEmpty();
  }

  @Test
  void aVersionThatMayNoLongerSignIsRefusedWithWhatToDo() {
    SigningKey key = platform.signingKeys().ensure(name);
    rotate();
    vault.write("transit/keys/" + name + "/config", Map.of("min_encryption_version", 2));

    assertThatThrownBy(() -> key.signDigest(digest()))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("min_encryption_version");
  }

  @Test
  void aKeyOfAnotherKindIsRefused() {
    platform.keyEncryption().ensure(name);
    assertThatThrownBy(() -> platform.signingKeys().find(name))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("is of type aes256-gcm96: name one of type ecdsa-p256");

    String signing = TestVault.word();
    platform.signingKeys().ensure(signing);
    assertThatThrownBy(() -> platform.keyEncryption().encrypt(signing, MESSAGE, DATA))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("is of type ecdsa-p256: name one of type aes256-gcm96");
  }

  @Test
  void aRotationKeepsOldCiphertextsReadable() {
    platform.keyEncryption().ensure(name);
    Bytes old = platform.keyEncryption().encrypt(name, MESSAGE, DATA);
    rotate();
    Bytes fresh = platform.keyEncryption().encrypt(name, MESSAGE, DATA);

    assertThat(text(old)).startsWith("vault:v1:");
    assertThat(text(fresh)).startsWith("vault:v2:");
    assertThat(platform.keyEncryption().decrypt(name, old, DATA)).isEqualTo(MESSAGE);
    assertThat(platform.keyEncryption().decrypt(name, fresh, DATA)).isEqualTo(MESSAGE);

    vault.write("transit/keys/" + name + "/config", Map.of("min_decryption_version", 2));
    assertThatThrownBy(() -> platform.keyEncryption().decrypt(name, old, DATA))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("min_decryption_version");
  }

  @Test
  void vaultItselfBindsTheAssociatedData() {
    platform.keyEncryption().ensure(name);
    String sealed = text(platform.keyEncryption().encrypt(name, MESSAGE, DATA));

    JsonObject opened =
        vault.write(
            "transit/decrypt/" + name,
            Map.of("ciphertext", sealed, "associated_data", DATA.base64()));
    assertThat(opened.getString("plaintext", "")).isNotEmpty();
    assertThatThrownBy(() -> vault.write("transit/decrypt/" + name, Map.of("ciphertext", sealed)))
        .hasMessageContaining("authentication failed");
  }

  @Test
  void aServerThatDropsAssociatedDataIsNoticed() throws Exception {
    try (TestFront dropping = TestFront.before(vault.address());
        OnPremPlatform old =
            TestPlatforms.open(
                TestPlatforms.inVault(TestVault.at(dropping.address(), vault.root())))) {
      dropping.rewrite(
          body -> body.replaceAll(",?\"associated_data\":\"[^\"]*\"", "").replace("{,", "{"));
      old.keyEncryption().ensure(name);
      Bytes sealed = old.keyEncryption().encrypt(name, MESSAGE, DATA);

      assertThat(old.keyEncryption().decrypt(name, sealed, DATA)).isEqualTo(MESSAGE);
      assertThatThrownBy(() -> old.keyEncryption().decrypt(name, sealed, utf8("other")))
          .isInstanceOf(PortFailure.Permanent.class);
    }
  }

  @Test
  void encryptingMakesNoKeyEvenWhereThePolicyAllowsIt() {
    try (OnPremPlatform root = TestPlatforms.open(TestPlatforms.inVault(vault.as(vault.root())))) {
      assertThatThrownBy(() -> root.keyEncryption().encrypt(name, MESSAGE, DATA))
          .isInstanceOf(PortFailure.Permanent.class)
          .hasMessageContaining("make it first");
    }
    assertThat(vault.status("transit/keys/" + name)).isEqualTo(404);
  }

  @Test
  void anotherSpellingOfACiphertextIsRefused() {
    platform.keyEncryption().ensure(name);
    String sealed = text(platform.keyEncryption().encrypt(name, MESSAGE, DATA));

    for (String spelling :
        new String[] {
          sealed + "\n", sealed.replace("vault:v1:", "vault:v1:\n"), sealed.replace(":v1:", ":v01:")
        }) {
      assertThatThrownBy(() -> platform.keyEncryption().decrypt(name, utf8(spelling), DATA))
          .isInstanceOf(PortFailure.Permanent.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a/b", "../keys", "-a", "a.", "ä", "a@", "a@0", "a b", "a?b", "a%2Fb"})
  void aNameThatNoKeyCanHaveIsRefusedAndNobodyIsAsked(String wrong) {
    TestTime time = new TestTime();
    try (OnPremPlatform offline = time.open(TestVault.at(TestFront.NOBODY, vault.root()))) {
      assertThat(offline.signingKeys().find(wrong)).isEmpty();
      assertThatThrownBy(() -> offline.signingKeys().ensure(wrong))
          .isInstanceOf(PortFailure.Permanent.class)
          .hasMessageContaining("cannot name a key");
      assertThatThrownBy(() -> offline.keyEncryption().ensure(wrong))
          .isInstanceOf(PortFailure.Permanent.class);
    }
    assertThat(time.pauses()).isEmpty();
  }

  @Test
  void anAbsentEngineIsNotAnAbsentKey() {
    OnPremConfig.Vault root = vault.as(vault.root());
    OnPremConfig parts = TestPlatforms.inVault(root);
    try (OnPremPlatform elsewhere =
        TestPlatforms.open(
            new OnPremConfig(
                parts.blobs(),
                new OnPremConfig.Keys.Transit(root, "/no/such/"),
                parts.secrets(),
                Map.of()))) {
      assertThatThrownBy(() -> elsewhere.signingKeys().find(name))
          .isInstanceOf(PortFailure.Permanent.class)
          .hasMessageContaining("enable a transit engine at no/such/");
      assertThat(elsewhere.check())
          .singleElement()
          .asString()
          .startsWith("There is no transit engine at no/such/");
    }
  }

  private void rotate() {
    vault.write("transit/keys/" + name + "/rotate", Map.of());
  }

  private static Bytes digest() throws GeneralSecurityException {
    return Bytes.of(MessageDigest.getInstance("SHA-256").digest(MESSAGE.toByteArray()));
  }

  private static boolean verifies(Bytes publicKey, Bytes signature)
      throws GeneralSecurityException {
    Signature verifier = Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(
        KeyFactory.getInstance("EC")
            .generatePublic(new X509EncodedKeySpec(publicKey.toByteArray())));
    verifier.update(MESSAGE.toByteArray());
    return verifier.verify(signature.toByteArray());
  }

  private static Bytes utf8(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Bytes bytes) {
    return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
  }
}
