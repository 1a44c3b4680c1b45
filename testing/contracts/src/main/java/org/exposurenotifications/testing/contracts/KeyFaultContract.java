// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.List;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.keys.SigningKey;
import org.exposurenotifications.ports.keys.SigningKeys;

/**
 * The clauses of {@link SigningKeys} and {@link KeyEncryption} when the server does not answer as
 * it should.
 */
public interface KeyFaultContract extends FaultContract {
  /** The plain name of the keys in use, which are made if they are not there. */
  String KEY = "under-fault";

  /** Through the source of faults. */
  SigningKeys signingKeys();

  /** Through the source of faults. */
  KeyEncryption keyEncryption();

  /** As {@link SigningKeysContract#signingKeyName}. */
  default String signingKeyName(String plain) {
    return plain;
  }

  /** As {@link KeyEncryptionContract#encryptionKeyName}. */
  default String encryptionKeyName(String plain) {
    return plain;
  }

  @Override
  default List<PortCall> calls() {
    String signing = signingKeyName(KEY);
    SigningKey key = signingKeys().ensure(signing);
    Bytes publicKey = key.publicKey();
    String sealing = encryptionKeyName(KEY);
    keyEncryption().ensure(sealing);
    Bytes canary = Samples.utf8(FaultSteps.CANARY);
    Bytes data = Samples.utf8("data");
    Bytes sealed = keyEncryption().encrypt(sealing, canary, data);
    return List.of(
        new PortCall("signDigest", KEY, () -> signs(key, publicKey)),
        new PortCall(
            "encrypt",
            KEY,
            () -> assertThat(keyEncryption().encrypt(sealing, canary, data)).isNotEqualTo(sealed)),
        new PortCall(
            "decrypt",
            KEY,
            () -> assertThat(keyEncryption().decrypt(sealing, sealed, data)).isEqualTo(canary)));
  }

  private static void signs(SigningKey key, Bytes publicKey) {
    Bytes signature = key.signDigest(Ecdsa.sha256("message"));
    try {
      assertThat(Ecdsa.verifies(publicKey, "message", signature)).isTrue();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("no signature", e);
    }
  }
}
