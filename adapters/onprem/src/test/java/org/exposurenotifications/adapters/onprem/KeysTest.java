// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.PublicKeyVerify;
import com.google.crypto.tink.config.TinkConfig2026;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.SigningKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeysTest {
  private static final Bytes PLAIN = Bytes.of("data key".getBytes(UTF_8));
  private static final Bytes CONTEXT = Bytes.of("row 7".getBytes(UTF_8));

  @TempDir Path root;
  private FileSigningKeys signing;
  private FileKeyEncryption encryption;

  @BeforeEach
  void open() {
    signing = new FileSigningKeys(new KeysetDirectory(root.resolve("keys")));
    encryption = new FileKeyEncryption(new KeysetDirectory(root.resolve("keys")));
  }

  @Test
  void tinkAcceptsTheSignature() throws Exception {
    SigningKey key = signing.ensure("export");
    byte[] message = "export.bin".getBytes(UTF_8);

    byte[] signature =
        key.signDigest(Bytes.of(MessageDigest.getInstance("SHA-256").digest(message)))
            .toByteArray();

    KeysetFile.read(file("export"))
        .getPublicKeysetHandle()
        .getPrimitive(TinkConfig2026.get(), PublicKeyVerify.class)
        .verify(signature, message);
    assertThat(signature[0]).isEqualTo((byte) 0x30);
  }

  @Test
  void aKeyOfAnotherKindDoesNotSign() {
    encryption.ensure("seal");

    assertThatThrownBy(() -> signing.find("seal"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("no P-256 signing key");
  }

  @Test
  void aKeyOfAnotherKindDoesNotEncrypt() {
    SigningKey _ = signing.ensure("export");

    assertThatThrownBy(() -> encryption.encrypt("export", PLAIN, CONTEXT))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("cannot encrypt");
  }

  @Test
  void aRotatedKeysetSealsWithTheNewKeyAndOpensWithEach() {
    encryption.ensure("seal");
    Bytes old = encryption.encrypt("seal", PLAIN, CONTEXT);
    KeysetHandle before = KeysetFile.read(file("seal"));
    KeysetFile.rotate(file("seal"));

    Bytes fresh = encryption.encrypt("seal", PLAIN, CONTEXT);

    assertThat(encryption.decrypt("seal", old, CONTEXT)).isEqualTo(PLAIN);
    assertThat(encryption.decrypt("seal", fresh, CONTEXT)).isEqualTo(PLAIN);
    KeysetFile.write(file("seal"), before);
    assertThatThrownBy(() -> encryption.decrypt("seal", fresh, CONTEXT))
        .isInstanceOf(PortFailure.Permanent.class);
  }

  private Path file(String name) {
    return root.resolve("keys").resolve(name + ".json");
  }
}
