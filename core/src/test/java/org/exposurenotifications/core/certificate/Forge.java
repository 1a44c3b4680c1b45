// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.exposurenotifications.core.fixtures.Seeded;

/** Signs certificates, good and bad. */
final class Forge {
  private final SecureRandom random;
  private final KeyPair keyPair;

  Forge(long seed) {
    this(seed, "secp256r1");
  }

  Forge(long seed, String curve) {
    try {
      this.random = Seeded.random(seed);
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve), random);
      this.keyPair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] publicKey() {
    return keyPair.getPublic().getEncoded();
  }

  String publicKeyPem() {
    return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
        .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey()));
  }

  String sign(String header, String claims) {
    return sign(signedPart(header, claims));
  }

  String sign(String signedPart) {
    return signedPart + "." + segment(signature(signedPart));
  }

  /** The numbers r and s, of 32 bytes each. */
  byte[] signature(String signedPart) {
    return signature("SHA256withECDSAinP1363Format", signedPart);
  }

  byte[] signature(String algorithm, String signedPart) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(keyPair.getPrivate(), random);
      signature.update(signedPart.getBytes(UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String signedPart(String header, String claims) {
    return segment(header.getBytes(UTF_8)) + "." + segment(claims.getBytes(UTF_8));
  }

  static String segment(byte[] content) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
  }
}
