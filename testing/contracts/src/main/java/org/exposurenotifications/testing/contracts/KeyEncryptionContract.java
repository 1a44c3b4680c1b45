// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.junit.jupiter.api.Test;

/** The clauses of {@link KeyEncryption}. */
public interface KeyEncryptionContract {
  /** The encryption under test: the same within a test, without keys at its beginning. */
  KeyEncryption keyEncryption();

  /**
   * The platform's name of a key.
   *
   * @param plain letters, digits and dashes
   */
  default String encryptionKeyName(String plain) {
    return plain;
  }

  /**
   * Gives the key a new version, by the platform's own means.
   *
   * @param keyName the platform's name
   */
  void rotateEncryptionKey(String keyName);

  /**
   * Destroys the key with all its versions, or else disables it, by the platform's own means.
   *
   * @param keyName the platform's name
   */
  void destroyEncryptionKey(String keyName);

  @Test
  default void whatWasEncryptedIsDecrypted() {
    String key = ensured("tokens");
    for (int length : new int[] {1, 32, 4096}) {
      Bytes plaintext = Bytes.of(BlobSteps.noise(length));
      Bytes ciphertext = keyEncryption().encrypt(key, plaintext, Samples.utf8("data"));
      assertThat(keyEncryption().decrypt(key, ciphertext, Samples.utf8("data")))
          .isEqualTo(plaintext);
    }
  }

  @Test
  default void associatedDataMayBeEmpty() {
    String key = ensured("tokens");
    Bytes ciphertext = keyEncryption().encrypt(key, Samples.utf8("secret"), Bytes.empty());
    assertThat(keyEncryption().decrypt(key, ciphertext, Bytes.empty()))
        .isEqualTo(Samples.utf8("secret"));
    refuses(key, ciphertext, Samples.utf8("data"));
  }

  @Test
  default void otherAssociatedDataIsRefused() {
    String key = ensured("tokens");
    Bytes ciphertext = keyEncryption().encrypt(key, Samples.utf8("secret"), Samples.utf8("data"));
    for (String other : List.of("", "dat", "data ", "Data", "other")) {
      refuses(key, ciphertext, Samples.utf8(other));
    }
  }

  @Test
  default void aChangedCiphertextIsRefused() {
    String key = ensured("tokens");
    Bytes ciphertext = keyEncryption().encrypt(key, Samples.utf8("secret"), Samples.utf8("data"));
    int length = ciphertext.length();
    for (int position : new int[] {0, length / 2, length - 1}) {
      byte[] changed = ciphertext.toByteArray();
      changed[position] ^= 1;
      refuses(key, Bytes.of(changed), Samples.utf8("data"));
    }
  }

  @Test
  default void aCiphertextOfAnotherLengthIsRefused() {
    String key = ensured("tokens");
    Bytes ciphertext = keyEncryption().encrypt(key, Samples.utf8("secret"), Samples.utf8("data"));
    for (int length : new int[] {0, 1, 12, ciphertext.length() - 1, ciphertext.length() + 1}) {
      Bytes other = Bytes.of(Arrays.copyOf(ciphertext.toByteArray(), length));
      refuses(key, other, Samples.utf8("data"));
    }
  }

  @Test
  default void aCiphertextIsDifferentEachTime() {
    String key = ensured("tokens");
    Bytes first = keyEncryption().encrypt(key, Samples.utf8("secret"), Samples.utf8("data"));
    assertThat(keyEncryption().encrypt(key, Samples.utf8("secret"), Samples.utf8("data")))
        .isNotEqualTo(first);
  }

  @Test
  default void aCiphertextShowsNeitherPlaintextNorAssociatedData() {
    Bytes ciphertext =
        keyEncryption()
            .encrypt(ensured("tokens"), Samples.utf8("secret-text"), Samples.utf8("bound-data"));
    assertThat(new String(ciphertext.toByteArray(), StandardCharsets.ISO_8859_1))
        .doesNotContain("secret-text", "bound-data");
  }

  @Test
  default void withoutTheKeyNothingIsEncryptedOrDecrypted() {
    Bytes ciphertext =
        keyEncryption().encrypt(ensured("tokens"), Samples.utf8("secret"), Bytes.empty());
    String absent = encryptionKeyName("absent");
    assertThatThrownBy(() -> keyEncryption().encrypt(absent, Samples.utf8("secret"), Bytes.empty()))
        .isInstanceOf(PortFailure.Permanent.class);
    refuses(absent, ciphertext, Bytes.empty());
  }

  @Test
  default void anotherKeyDoesNotDecrypt() {
    Bytes ciphertext =
        keyEncryption().encrypt(ensured("one"), Samples.utf8("secret"), Bytes.empty());
    refuses(ensured("two"), ciphertext, Bytes.empty());
  }

  @Test
  default void ensuringAKeyAgainKeepsIt() {
    Bytes ciphertext =
        keyEncryption().encrypt(ensured("tokens"), Samples.utf8("secret"), Bytes.empty());
    assertThat(keyEncryption().decrypt(ensured("tokens"), ciphertext, Bytes.empty()))
        .isEqualTo(Samples.utf8("secret"));
  }

  @Test
  default void afterARotationOldAndNewCiphertextsOpen() {
    String key = ensured("rotated");
    Bytes data = Samples.utf8("data");
    Bytes before = keyEncryption().encrypt(key, Samples.utf8("before"), data);
    rotateEncryptionKey(key);
    Bytes between = keyEncryption().encrypt(key, Samples.utf8("between"), data);
    rotateEncryptionKey(key);
    keyEncryption().ensure(key);
    Bytes after = keyEncryption().encrypt(key, Samples.utf8("after"), data);

    assertThat(List.of(before, between, after))
        .extracting(ciphertext -> keyEncryption().decrypt(key, ciphertext, data))
        .containsExactly(Samples.utf8("before"), Samples.utf8("between"), Samples.utf8("after"));
    refuses(key, before, Samples.utf8("other"));
  }

  @Test
  default void aDestroyedKeyRefusesAndOthersDoNot() {
    String key = ensured("destroyed");
    String other = ensured("other");
    Bytes ciphertext = keyEncryption().encrypt(key, Samples.utf8("secret"), Bytes.empty());
    Bytes others = keyEncryption().encrypt(other, Samples.utf8("stays"), Bytes.empty());
    destroyEncryptionKey(key);

    refuses(key, ciphertext, Bytes.empty());
    assertThatThrownBy(() -> keyEncryption().encrypt(key, Samples.utf8("more"), Bytes.empty()))
        .isInstanceOf(PortFailure.Permanent.class);
    assertThat(keyEncryption().decrypt(other, others, Bytes.empty()))
        .isEqualTo(Samples.utf8("stays"));
  }

  @Test
  default void callersAtOnceEnsureOneKey() {
    List<Bytes> ciphertexts =
        Race.of(
            8,
            _ -> keyEncryption().encrypt(ensured("raced"), Samples.utf8("secret"), Bytes.empty()));
    String key = encryptionKeyName("raced");
    assertThat(ciphertexts)
        .extracting(ciphertext -> keyEncryption().decrypt(key, ciphertext, Bytes.empty()))
        .containsOnly(Samples.utf8("secret"));
  }

  private String ensured(String plain) {
    String key = encryptionKeyName(plain);
    keyEncryption().ensure(key);
    return key;
  }

  private void refuses(String key, Bytes ciphertext, Bytes associatedData) {
    assertThatThrownBy(() -> keyEncryption().decrypt(key, ciphertext, associatedData))
        .isInstanceOf(PortFailure.Permanent.class);
  }
}
