// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import org.exposurenotifications.ports.Bytes;

/** Looks at keys and signatures as a phone would, through the JDK. */
final class Ecdsa {
  private Ecdsa() {}

  static Bytes sha256(String message) {
    try {
      return Bytes.of(
          MessageDigest.getInstance("SHA-256").digest(Samples.utf8(message).toByteArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java runtime has SHA-256", e);
    }
  }

  static ECPublicKey decode(Bytes publicKey) throws GeneralSecurityException {
    return (ECPublicKey)
        KeyFactory.getInstance("EC")
            .generatePublic(new X509EncodedKeySpec(publicKey.toByteArray()));
  }

  static boolean verifies(Bytes publicKey, String message, Bytes signature)
      throws GeneralSecurityException {
    Signature verifier = Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(decode(publicKey));
    verifier.update(Samples.utf8(message).toByteArray());
    return verifier.verify(signature.toByteArray());
  }

  static ECParameterSpec p256() throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }
}
