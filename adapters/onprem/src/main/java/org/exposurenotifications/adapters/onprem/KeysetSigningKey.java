// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.signature.EcdsaParameters;
import com.google.crypto.tink.signature.EcdsaPrivateKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.SigningKey;

/**
 * The primary key of a keyset. Tink signs messages only; a digest is signed by the JDK, for which
 * the private value leaves the keyset here and nowhere else.
 */
final class KeysetSigningKey implements SigningKey {
  private final PrivateKey privateKey;
  private final Bytes publicKey;

  private KeysetSigningKey(PrivateKey privateKey, Bytes publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /** Empty if it is not a P-256 key. */
  @AccessesPartialKey
  static Optional<SigningKey> primaryOf(KeysetHandle keyset) {
    if (!(keyset.getPrimary().getKey() instanceof EcdsaPrivateKey key)
        || !key.getParameters().getCurveType().equals(EcdsaParameters.CurveType.NIST_P256)) {
      return Optional.empty();
    }
    ECParameterSpec curve = EcdsaParameters.CurveType.NIST_P256.toParameterSpec();
    try {
      KeyFactory keys = KeyFactory.getInstance("EC");
      return Optional.of(
          new KeysetSigningKey(
              keys.generatePrivate(
                  new ECPrivateKeySpec(
                      key.getPrivateValue().getBigInteger(InsecureSecretKeyAccess.get()), curve)),
              Bytes.of(
                  keys.generatePublic(
                          new ECPublicKeySpec(key.getPublicKey().getPublicPoint(), curve))
                      .getEncoded())));
    } catch (GeneralSecurityException e) {
      throw new PortFailure.Permanent("P-256 keys do not work here", e);
    }
  }

  @Override
  public Bytes signDigest(Bytes sha256) {
    if (sha256.length() != 32) {
      throw new IllegalArgumentException("digest of " + sha256.length() + " bytes");
    }
    try {
      Signature signature = Signature.getInstance("NONEwithECDSA");
      signature.initSign(privateKey);
      signature.update(sha256.toByteArray());
      return Bytes.of(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new PortFailure.Permanent("P-256 signatures do not work here", e);
    }
  }

  @Override
  public Bytes publicKey() {
    return publicKey;
  }
}
