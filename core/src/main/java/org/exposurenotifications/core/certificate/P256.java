// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.PublicKeyVerify;
import com.google.crypto.tink.signature.EcdsaParameters;
import com.google.crypto.tink.signature.EcdsaPublicKey;
import com.google.crypto.tink.subtle.EcdsaVerifyJce;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** ECDSA on P-256 with SHA-256, signatures being r and s of 32 bytes each: ES256. */
final class P256 {
  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";

  private P256() {}

  /**
   * Prepares a key for verifying.
   *
   * @return empty if the text is no PEM of a SubjectPublicKeyInfo, or its key not on this curve
   */
  static Optional<PublicKeyVerify> verifier(String publicKeyPem) {
    String pem = publicKeyPem.strip();
    if (pem.length() < BEGIN.length() + END.length()
        || !pem.startsWith(BEGIN)
        || !pem.endsWith(END)) {
      return Optional.empty();
    }
    String body = pem.substring(BEGIN.length(), pem.length() - END.length());
    try {
      byte[] spki = Base64.getDecoder().decode(body.replaceAll("\\s", ""));
      return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki))
              instanceof ECPublicKey key
          ? Optional.of(verifier(key))
          : Optional.empty();
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  @AccessesPartialKey
  private static PublicKeyVerify verifier(ECPublicKey key) throws GeneralSecurityException {
    return EcdsaVerifyJce.create(
        EcdsaPublicKey.builder()
            .setParameters(
                EcdsaParameters.builder()
                    .setSignatureEncoding(EcdsaParameters.SignatureEncoding.IEEE_P1363)
                    .setCurveType(EcdsaParameters.CurveType.NIST_P256)
                    .setHashType(EcdsaParameters.HashType.SHA256)
                    .setVariant(EcdsaParameters.Variant.NO_PREFIX)
                    .build())
            // fails for a point of any other curve
            .setPublicPoint(key.getW())
            .build());
  }
}
