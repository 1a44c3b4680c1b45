// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import java.nio.ByteBuffer;
import java.util.List;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Envelopes, and the versions of the keys that close them. */
final class VaultEncryptionTest {
  private static final Bytes PLAIN = Bytes.of("data key".getBytes(UTF_8));
  private static final Bytes CONTEXT = Bytes.of("row 7".getBytes(UTF_8));

  private final TestVault vault = new TestVault();
  private final AzurePlatform platform = vault.platform();

  @AfterEach
  void close() {
    platform.close();
    vault.close();
  }

  @Test
  void anEnvelopeNamesTheVersionThatOpensIt() {
    byte[] envelope = sealed().toByteArray();

    assertThat(envelope).startsWith(1, 32);
    assertThat(new String(envelope, 2, 32, US_ASCII))
        .isEqualTo(vault.service.keys.ids("tokens").getFirst());
    assertThat(ByteBuffer.wrap(envelope).getShort(34)).isEqualTo((short) 384); // RSA of 3,072 bits
    assertThat(envelope).hasSize(2 + 32 + 2 + 384 + 12 + PLAIN.length() + 16);
  }

  @Test
  void whatAnEarlierVersionSealedStillOpens() {
    Bytes before = sealed();
    addVersion("tokens");
    Bytes after = platform.keyEncryption().encrypt("tokens", PLAIN, CONTEXT);

    List<String> versions = vault.service.keys.ids("tokens");
    assertThat(versions).hasSize(2);
    assertThat(new String(after.toByteArray(), 2, 32, US_ASCII)).isEqualTo(versions.getLast());
    assertThat(open(before)).isEqualTo(PLAIN);
    assertThat(open(after)).isEqualTo(PLAIN);
  }

  @Test
  void aDisabledVersionRefusesToOpen() {
    Bytes envelope = sealed();
    vault.service.keys.disable("tokens", vault.service.keys.ids("tokens").getFirst());

    assertThatThrownBy(() -> open(envelope))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("nothing disabled");
  }

  @Test
  void aVersionThatIsNotThereDoesNotOpen() {
    byte[] envelope = sealed().toByteArray();
    System.arraycopy("0".repeat(32).getBytes(US_ASCII), 0, envelope, 2, 32);

    assertThatThrownBy(() -> open(Bytes.of(envelope)))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("no such key or version");
  }

  @Test
  void anotherFormatIsRefusedWithoutAskingTheVault() {
    byte[] envelope = sealed().toByteArray();
    envelope[0] = 2;
    int asked = vault.server.log().size();

    assertThatThrownBy(() -> open(Bytes.of(envelope)))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("does not open this");
    assertThat(vault.server.log()).hasSize(asked);
  }

  @Test
  void theVaultSeesNeitherPlaintextNorAssociatedData() {
    platform.keyEncryption().ensure("tokens");
    int asked = vault.server.log().size();
    Bytes envelope = platform.keyEncryption().encrypt("tokens", PLAIN, CONTEXT);
    assertThat(open(envelope)).isEqualTo(PLAIN);

    assertThat(vault.server.log().subList(asked, vault.server.log().size()))
        .extracting(line -> line.replaceAll("[0-9a-f]{32}", "V"))
        .containsSubsequence(
            "GET /keys/tokens/", "POST /keys/tokens/V/wrapkey", "POST /keys/tokens/V/unwrapkey")
        .doesNotContain("POST /keys/tokens/V/encrypt", "POST /keys/tokens/V/decrypt");
  }

  @Test
  void aKeyOfAnotherKindDoesNotEncrypt() {
    Bytes _ = platform.signingKeys().ensure("export").publicKey();

    assertThatThrownBy(() -> platform.keyEncryption().ensure("export"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("no RSA key");
    assertThat(vault.service.keys.ids("export")).hasSize(1);
  }

  @Test
  void aNameThatCannotBeAKeysIsRefused() {
    for (String name : List.of("", "a/b", "a_b", "ä", "tokens/" + "0".repeat(32))) {
      assertThatThrownBy(() -> platform.keyEncryption().ensure(name))
          .as(name)
          .isInstanceOf(PortFailure.Permanent.class)
          .hasMessageContaining("letters, digits and dashes");
    }
    assertThat(vault.server.log()).isEmpty();
  }

  private Bytes sealed() {
    platform.keyEncryption().ensure("tokens");
    return platform.keyEncryption().encrypt("tokens", PLAIN, CONTEXT);
  }

  private Bytes open(Bytes envelope) {
    return platform.keyEncryption().decrypt("tokens", envelope, CONTEXT);
  }

  private void addVersion(String name) {
    assertThat(vault.keyClient().createRsaKey(new CreateRsaKeyOptions(name))).isNotNull();
  }
}
