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
    String signing = signingKeyName("under-fault");
    SigningKey key = signingKeys().ensure(signing);
    Bytes publicKey = key.publicKey();
    String sealing = encryptionKeyName("under-fault");
    keyEncryption().ensure(sealing);
    Bytes canary = Samples.utf8(FaultSteps.CANARY);
    Bytes data = Samples.utf8("data");
    Bytes sealed = keyEncryption().encrypt(sealing, canary, data);
    return List.of(
        new PortCall("signDigest", "under-fault", () -> signs(key, publicKey)),
        new PortCall(
            "encrypt",
            "under-fault",
            () -> assertThat(keyEncryption().encrypt(sealing, canary, data)).isNotEqualTo(sealed)),
        new PortCall(
            "decrypt",
            "under-fault",
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
