// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

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
import org.exposurenotifications.core.certificate.KeyText;
import org.exposurenotifications.core.certificate.TekMac;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.config.HealthAuthority;
import org.exposurenotifications.ports.exposure.ReportType;

/** The health authority of every world. Its one key pair is made once, which is what costs. */
final class Authority {
  static final String ISSUER = "authority";

  private static final String AUDIENCE = "key-server";
  private static final String VERSION = "v1";
  private static final KeyPair KEY_PAIR = keyPair();

  private Authority() {}

  static HealthAuthority registration() {
    String pem =
        "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(KEY_PAIR.getPublic().getEncoded()));
    return new HealthAuthority(
        ISSUER,
        AUDIENCE,
        ISSUER,
        Optional.empty(),
        List.of(new HealthAuthority.Key(VERSION, Instant.EPOCH, Optional.empty(), pem)));
  }

  /** A certificate over the keys, without end of validity. */
  static String certify(ReportType type, Bytes secret, List<KeyText> keys, SecureRandom random) {
    String header = "{\"alg\":\"ES256\",\"kid\":\"%s\",\"typ\":\"JWT\"}".formatted(VERSION);
    String claims =
        "{\"iss\":\"%s\",\"aud\":\"%s\",\"reportType\":\"%s\",\"tekmac\":\"%s\"}"
            .formatted(
                ISSUER,
                AUDIENCE,
                type.claim(),
                TekMac.compute(secret, TekMac.message(keys)).base64());
    String signedPart = segment(header.getBytes(UTF_8)) + "." + segment(claims.getBytes(UTF_8));
    return signedPart + "." + segment(signature(signedPart, random));
  }

  private static byte[] signature(String signedPart, SecureRandom random) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(KEY_PAIR.getPrivate(), random);
      signature.update(signedPart.getBytes(US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(
          new ECGenParameterSpec("secp256r1"), new SimulatedRandom(new Dice(0).of("authority")));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String segment(byte[] content) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
  }
}
