// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.junit.jupiter.api.Test;

final class BrokenKeyEncryptionsTest {
  @Test
  void anEncryptionInOrderFailsNoClause() {
    assertThat(Verdict.failedClauses(InOrder.class)).isEmpty();
  }

  @Test
  void anEncryptionThatDoesNotEncryptFailsAllButTheRoundTrips() {
    assertThat(Verdict.failedClauses(Plaintext.class))
        .containsExactly(
            "aChangedCiphertextIsRefused",
            "aCiphertextIsDifferentEachTime",
            "aCiphertextOfAnotherLengthIsRefused",
            "aCiphertextShowsNeitherPlaintextNorAssociatedData",
            "aDestroyedKeyRefusesAndOthersDoNot",
            "afterARotationOldAndNewCiphertextsOpen",
            "anotherKeyDoesNotDecrypt",
            "associatedDataMayBeEmpty",
            "otherAssociatedDataIsRefused",
            "withoutTheKeyNothingIsEncryptedOrDecrypted");
  }

  @Test
  void anEncryptionThatIgnoresAssociatedDataFailsThoseClauses() {
    assertThat(Verdict.failedClauses(AssociatedDataIgnored.class))
        .containsExactly(
            "afterARotationOldAndNewCiphertextsOpen",
            "associatedDataMayBeEmpty",
            "otherAssociatedDataIsRefused");
  }

  @Test
  void anEncryptionThatRepeatsItsNonceFailsThatClause() {
    assertThat(Verdict.failedClauses(NonceRepeated.class))
        .containsExactly("aCiphertextIsDifferentEachTime");
  }

  @Test
  void anEncryptionThatReplacesItsKeyFailsThoseClauses() {
    assertThat(Verdict.failedClauses(OneKeyForAll.class))
        .containsExactly(
            "aDestroyedKeyRefusesAndOthersDoNot",
            "anotherKeyDoesNotDecrypt",
            "withoutTheKeyNothingIsEncryptedOrDecrypted");
  }

  @Test
  void anEncryptionThatForgetsItsOldKeysFailsThatClause() {
    assertThat(Verdict.failedClauses(OldKeysForgotten.class))
        .containsExactly("afterARotationOldAndNewCiphertextsOpen");
  }

  @Test
  void anEncryptionThatMakesKeysWhereThereAreNoneFailsThoseClauses() {
    assertThat(Verdict.failedClauses(KeysMadeOnUse.class))
        .containsExactly(
            "aDestroyedKeyRefusesAndOthersDoNot", "withoutTheKeyNothingIsEncryptedOrDecrypted");
  }

  static final class InOrder extends Aes {}

  static final class Plaintext implements KeyEncryptionContract, KeyEncryption {
    @Override
    public KeyEncryption keyEncryption() {
      return this;
    }

    @Override
    public void ensure(String keyName) {}

    @Override
    public void rotateEncryptionKey(String keyName) {}

    @Override
    public void destroyEncryptionKey(String keyName) {}

    @Override
    public Bytes encrypt(String keyName, Bytes plaintext, Bytes associatedData) {
      return plaintext;
    }

    @Override
    public Bytes decrypt(String keyName, Bytes ciphertext, Bytes associatedData) {
      return ciphertext;
    }
  }

  static final class AssociatedDataIgnored extends Aes {
    @Override
    public Bytes encrypt(String keyName, Bytes plaintext, Bytes associatedData) {
      return super.encrypt(keyName, plaintext, Bytes.empty());
    }

    @Override
    public Bytes decrypt(String keyName, Bytes ciphertext, Bytes associatedData) {
      return super.decrypt(keyName, ciphertext, Bytes.empty());
    }
  }

  static final class NonceRepeated extends Aes {
    @Override
    long nextNonce() {
      return 7;
    }
  }

  static final class OldKeysForgotten extends Aes {
    @Override
    public void rotateEncryptionKey(String keyName) {
      keys.put(keyName, List.of(key(keyName, 7)));
    }
  }

  static final class KeysMadeOnUse extends Aes {
    @Override
    public Bytes encrypt(String keyName, Bytes plaintext, Bytes associatedData) {
      ensure(keyName);
      return super.encrypt(keyName, plaintext, associatedData);
    }
  }

  static final class OneKeyForAll extends Aes {
    @Override
    public Bytes encrypt(String keyName, Bytes plaintext, Bytes associatedData) {
      super.ensure("the key");
      return super.encrypt("the key", plaintext, associatedData);
    }

    @Override
    public Bytes decrypt(String keyName, Bytes ciphertext, Bytes associatedData) {
      super.ensure("the key");
      return super.decrypt("the key", ciphertext, associatedData);
    }
  }
}
