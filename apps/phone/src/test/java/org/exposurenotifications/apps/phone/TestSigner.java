// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import org.exposurenotifications.core.exportfile.Signer;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.keys.SigningKey;

/** A new key that signs export files. */
final class TestSigner implements SigningKey {
  private final KeyPair keys = Authority.newKeys();

  Signer named(String keyId, String keyVersion) {
    return new Signer(keyId, keyVersion, this);
  }

  PublicKey key() {
    return keys.getPublic();
  }

  @Override
  public Bytes signDigest(Bytes sha256) {
    try {
      Signature signature = Signature.getInstance("NONEwithECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(sha256.toByteArray());
      return Bytes.of(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public Bytes publicKey() {
    return Bytes.of(keys.getPublic().getEncoded());
  }
}
