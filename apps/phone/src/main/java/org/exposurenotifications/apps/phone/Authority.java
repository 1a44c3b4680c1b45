// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.core.certificate.KeyText;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.ReportType;

/**
 * A health authority that certifies whatever it is asked to, for demonstrations and tests
 * (verification-and-phone.md 3.2). Thread-safe.
 *
 * @param issuer as registered at the server
 * @param audience as registered at the server
 * @param keyVersion as registered at the server
 * @param keys P-256
 */
public record Authority(String issuer, String audience, String keyVersion, KeyPair keys) {
  /** New random keys. */
  public static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("P-256 does not work here", e);
    }
  }

  /** What the server needs to know: SubjectPublicKeyInfo as PEM. */
  public String publicKeyPem() {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(keys.getPublic().getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
  }

  /**
   * Certifies a diagnosis for these keys, from a moment ago for 15 minutes.
   *
   * @param hmacKey of the phone
   * @return a JWT signed with ES256
   */
  public String certify(
      List<KeyText> keyTexts,
      Bytes hmacKey,
      ReportType reportType,
      Optional<IntervalNumber> symptomOnset,
      Instant now) {
    return new Certifier(issuer, audience, keyVersion, keys.getPrivate())
        .certify(keyTexts, hmacKey, reportType, symptomOnset, now);
  }
}
