// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.SigningKey;
import org.exposurenotifications.ports.keys.SigningKeys;
import org.junit.jupiter.api.Test;

/** The clauses of {@link SigningKeys} and of the keys it hands out. */
public interface SigningKeysContract {
  /** The keys under test: the same within a test, none at its beginning. */
  SigningKeys signingKeys();

  /**
   * The platform's name of the first version of a key.
   *
   * @param plain letters, digits and dashes
   */
  default String signingKeyName(String plain) {
    return plain;
  }

  /**
   * Adds a version to a key that is there, by the platform's own means.
   *
   * @param plain as for {@link #signingKeyName}
   * @return the platform's name of the new version
   */
  String addSigningKeyVersion(String plain);

  /**
   * Destroys one version of a key, or else disables it, by the platform's own means.
   *
   * @param name the platform's name of the version
   */
  void destroySigningKey(String name);

  @Test
  default void anAbsentSigningKeyIsNotFound() {
    assertThat(signingKeys().find(signingKeyName("absent"))).isEmpty();
  }

  @Test
  default void aSigningKeyIsMadeOnceAndFoundFromThenOn() {
    Bytes made = signingKeys().ensure(signingKeyName("one")).publicKey();
    assertThat(signingKeys().ensure(signingKeyName("one")).publicKey()).isEqualTo(made);
    assertThat(signingKeys().find(signingKeyName("one")).map(SigningKey::publicKey)).hasValue(made);
  }

  @Test
  default void signingKeysOfTwoNamesAreTwoKeys() {
    assertThat(signingKeys().ensure(signingKeyName("one")).publicKey())
        .isNotEqualTo(signingKeys().ensure(signingKeyName("two")).publicKey());
  }

  @Test
  default void callersAtOnceGetTheSameSigningKey() {
    List<Bytes> keys = Race.of(8, _ -> signingKeys().ensure(signingKeyName("raced")).publicKey());
    assertThat(keys).containsOnly(keys.getFirst());
    assertThat(signingKeys().find(signingKeyName("raced")).map(SigningKey::publicKey))
        .hasValue(keys.getFirst());
  }

  @Test
  default void aNameThatCannotBeASigningKeysIsRefused() {
    assertThat(signingKeys().find(" ")).isEmpty();
    assertThatThrownBy(() -> signingKeys().ensure(" ")).isInstanceOf(PortFailure.Permanent.class);
  }

  @Test
  default void thePublicKeyIsOfP256() throws GeneralSecurityException {
    ECPublicKey key = Ecdsa.decode(signingKeys().ensure(signingKeyName("one")).publicKey());
    assertThat(key.getParams().getCurve()).isEqualTo(Ecdsa.p256().getCurve());
    assertThat(key.getParams().getGenerator()).isEqualTo(Ecdsa.p256().getGenerator());
  }

  @Test
  default void aSignatureVerifiesForItsMessageOnly() throws GeneralSecurityException {
    SigningKey key = signingKeys().ensure(signingKeyName("one"));
    Bytes signature = key.signDigest(Ecdsa.sha256("message"));
    assertThat(Ecdsa.verifies(key.publicKey(), "message", signature)).isTrue();
    assertThat(Ecdsa.verifies(key.publicKey(), "massage", signature)).isFalse();
  }

  @Test
  default void aSignatureOfAnotherKeyDoesNotVerify() throws GeneralSecurityException {
    SigningKey key = signingKeys().ensure(signingKeyName("one"));
    Bytes signature =
        signingKeys().ensure(signingKeyName("two")).signDigest(Ecdsa.sha256("message"));
    assertThat(Ecdsa.verifies(key.publicKey(), "message", signature)).isFalse();
  }

  @Test
  default void aSignatureIsADerSequenceAndDifferentEachTime() {
    SigningKey key = signingKeys().ensure(signingKeyName("one"));
    Bytes first = key.signDigest(Ecdsa.sha256("message"));
    assertThat(first.length()).isBetween(60, 72);
    assertThat(first.toByteArray()).startsWith(0x30, first.length() - 2, 0x02);
    assertThat(key.signDigest(Ecdsa.sha256("message"))).isNotEqualTo(first);
  }

  @Test
  default void aDigestOfAnotherLengthIsRefused() {
    SigningKey key = signingKeys().ensure(signingKeyName("one"));
    for (int length : new int[] {0, 31, 33, 64}) {
      assertThatThrownBy(() -> key.signDigest(Bytes.of(new byte[length])))
          .as("%d bytes", length)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  default void aFurtherVersionIsAnotherKeyAndTheFirstStays() throws GeneralSecurityException {
    String first = signingKeyName("rotated");
    Bytes firstKey = signingKeys().ensure(first).publicKey();
    String second = addSigningKeyVersion("rotated");
    Bytes secondKey = found(second).publicKey();

    assertThat(secondKey).isNotEqualTo(firstKey);
    assertThat(found(first).publicKey()).isEqualTo(firstKey);
    assertThat(signingKeys().ensure(first).publicKey()).isEqualTo(firstKey);
    assertThat(Ecdsa.verifies(firstKey, "message", signature(first))).isTrue();
    assertThat(Ecdsa.verifies(secondKey, "message", signature(second))).isTrue();
    assertThat(Ecdsa.verifies(firstKey, "message", signature(second))).isFalse();
  }

  @Test
  default void aDestroyedVersionRefusesAndTheOthersDoNot() throws GeneralSecurityException {
    String first = signingKeyName("rotated");
    signingKeys().ensure(first);
    String second = addSigningKeyVersion("rotated");
    destroySigningKey(first);

    String _ =
        Refusal.of(
            () -> signingKeys().find(first).map(key -> key.signDigest(Ecdsa.sha256("message"))));
    assertThat(Ecdsa.verifies(found(second).publicKey(), "message", signature(second))).isTrue();
  }

  @Test
  default void aSigningKeyServesManyThreads() throws GeneralSecurityException {
    SigningKey key = signingKeys().ensure(signingKeyName("one"));
    List<Bytes> signatures = Race.of(8, i -> key.signDigest(Ecdsa.sha256("message " + i)));
    for (int i = 0; i < signatures.size(); i++) {
      assertThat(Ecdsa.verifies(key.publicKey(), "message " + i, signatures.get(i))).isTrue();
    }
  }

  private SigningKey found(String name) {
    return signingKeys().find(name).orElseThrow();
  }

  private Bytes signature(String name) {
    return found(name).signDigest(Ecdsa.sha256("message"));
  }
}
