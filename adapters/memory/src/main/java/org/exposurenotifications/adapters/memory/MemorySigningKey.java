// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.SigningKey;

final class MemorySigningKey implements SigningKey {
  private static final int SHA256_BYTES = 32;

  private final KeyPair keyPair;

  MemorySigningKey(KeyPair keyPair) {
    this.keyPair = keyPair;
  }

  @Override
  public Bytes signDigest(Bytes sha256) {
    if (sha256.length() != SHA256_BYTES) {
      throw new IllegalArgumentException("digest of " + sha256.length() + " bytes");
    }
    try {
      Signature signature = Signature.getInstance("NONEwithECDSA");
      signature.initSign(keyPair.getPrivate());
      signature.update(sha256.toByteArray());
      return Bytes.of(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new PortFailure.Permanent("cannot sign; use a complete Java runtime", e);
    }
  }

  @Override
  public Bytes publicKey() {
    return Bytes.of(keyPair.getPublic().getEncoded());
  }
}
