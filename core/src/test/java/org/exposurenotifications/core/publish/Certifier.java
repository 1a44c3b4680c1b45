// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.exposurenotifications.ports.config.HealthAuthority;

/** A health authority with a P-256 key of its own. */
final class Certifier {
  private static final String AUDIENCE = "key-server";
  private static final String KEY_VERSION = "v1";

  private final String issuer;
  private final SecureRandom random;
  private final KeyPair keyPair;

  Certifier(String issuer, SecureRandom random) {
    this.issuer = issuer;
    this.random = random;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      this.keyPair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  String issuer() {
    return issuer;
  }

  /** As an operator registers it. */
  HealthAuthority registration() {
    String pem =
        "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(keyPair.getPublic().getEncoded()));
    return new HealthAuthority(
        issuer,
        AUDIENCE,
        issuer,
        Optional.empty(),
        List.of(new HealthAuthority.Key(KEY_VERSION, Instant.EPOCH, Optional.empty(), pem)));
  }

  /** A certificate without end of validity. */
  String certify(String reportType, OptionalLong onset, String tekMac) {
    String header = "{\"alg\":\"ES256\",\"kid\":\"%s\",\"typ\":\"JWT\"}".formatted(KEY_VERSION);
    String claims =
        "{\"iss\":\"%s\",\"aud\":\"%s\",\"reportType\":\"%s\",\"tekmac\":\"%s\"%s}"
            .formatted(
                issuer,
                AUDIENCE,
                reportType,
                tekMac,
                onset.isPresent() ? ",\"symptomOnsetInterval\":" + onset.getAsLong() : "");
    String signedPart = segment(header.getBytes(UTF_8)) + "." + segment(claims.getBytes(UTF_8));
    return signedPart + "." + segment(signature(signedPart));
  }

  private byte[] signature(String signedPart) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(keyPair.getPrivate(), random);
      signature.update(signedPart.getBytes(US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String segment(byte[] content) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
  }
}
