// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

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
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.config.HealthAuthority;
import org.exposurenotifications.ports.exposure.ReportType;

/**
 * An authority that exists in this object only and certifies decoy uploads, so that they cost as
 * much to check as real ones. Nobody else trusts it. Thread-safe.
 */
public final class DecoyAuthority {
  public static final String ISSUER = "decoy";

  private static final String KEY_VERSION = "1";

  private final SecureRandom random;
  private final KeyPair keyPair;
  private final TrustedAuthority authority;

  /** Makes its key pair. */
  public DecoyAuthority(SecureRandom random) {
    this.random = random;
    this.keyPair = newKeyPair(random);
    this.authority =
        TrustedAuthority.of(
            new HealthAuthority(
                ISSUER,
                ISSUER,
                ISSUER,
                Optional.empty(),
                List.of(
                    new HealthAuthority.Key(
                        KEY_VERSION, Instant.MIN, Optional.empty(), pem(keyPair)))));
  }

  /** Knows only itself: an {@link AuthorityLookup}. */
  public Optional<TrustedAuthority> find(String issuer, Instant now) {
    return issuer.equals(ISSUER) ? Optional.of(authority) : Optional.empty();
  }

  /** A certificate over the keys, without end of validity. */
  public String certify(Bytes secret, List<KeyText> keys) {
    String header = "{\"alg\":\"ES256\",\"kid\":\"%s\",\"typ\":\"JWT\"}".formatted(KEY_VERSION);
    String claims =
        "{\"iss\":\"%s\",\"aud\":\"%s\",\"reportType\":\"%s\",\"tekmac\":\"%s\"}"
            .formatted(
                ISSUER,
                ISSUER,
                ReportType.CONFIRMED.claim(),
                TekMac.compute(secret, TekMac.message(keys)).base64());
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
      throw new IllegalStateException("ECDSA is not available", e);
    }
  }

  private static KeyPair newKeyPair(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("P-256 is not available", e);
    }
  }

  private static String pem(KeyPair keyPair) {
    return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
        .formatted(Base64.getMimeEncoder().encodeToString(keyPair.getPublic().getEncoded()));
  }

  private static String segment(byte[] content) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
  }
}
