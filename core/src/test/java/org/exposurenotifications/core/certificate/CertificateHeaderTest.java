// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.exposurenotifications.core.certificate.CertificateOutcome.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateHeaderTest {
  private final World world = new World();

  @Test
  void anOrdinaryCertificateCounts() {
    world.accepts(Draft.good());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"none\"",
        "\"None\"",
        "\"\"",
        "\"HS256\"",
        "\"RS256\"",
        "\"PS256\"",
        "\"EdDSA\"",
        "\"ES384\"",
        "\"ES512\"",
        "\"ES256K\"",
        "\"es256\"",
        "\"ES256 \"",
        "\"ES256\\u0000\"",
        "null",
        "256",
        "true",
        "[\"ES256\"]",
        "{\"alg\":\"ES256\"}"
      })
  void everyAlgorithmButOneIsRefusedThoughTheSignatureIsGood(String algorithm) {
    world.refuses(Draft.good().header("alg", algorithm), Reason.ALGORITHM);
  }

  @Test
  void aCertificateHasToNameItsAlgorithm() {
    world.refuses(Draft.good().withoutHeader("alg"), Reason.ALGORITHM);
    world.refuses(Draft.good().withoutHeader("alg").header("ALG", "\"ES256\""), Reason.ALGORITHM);
  }

  @Test
  void nothingNeedsNoSignature() {
    String none = Draft.good().header("alg", "\"none\"").signedPart();

    world.refuses(none + ".", Reason.ALGORITHM);
    world.refuses(Draft.good().signedPart() + ".", Reason.SIGNATURE);
  }

  @Test
  void theAuthoritysPublicKeyIsNoSecretToSignWith() throws GeneralSecurityException {
    Draft hs256 = Draft.good().header("alg", "\"HS256\"");
    List<byte[]> secrets =
        List.of(
            world.forge.publicKey(),
            world.forge.publicKeyPem().getBytes(UTF_8),
            world.forge.publicKeyPem().strip().getBytes(UTF_8));

    for (byte[] secret : secrets) {
      world.refuses(withMac("HmacSHA256", secret, hs256), Reason.ALGORITHM);
      world.refuses(withMac("HmacSHA256", secret, Draft.good()), Reason.SIGNATURE);
      // as long as a signature
      world.refuses(withMac("HmacSHA512", secret, Draft.good()), Reason.SIGNATURE);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"r2\"", "\"R1\"", "\"r1 \"", "\"\"", "1", "1.0", "true", "[\"r1\"]", "{}"})
  void anUnknownKeyIdNamesNoKey(String keyId) {
    world.refuses(Draft.good().header("kid", keyId), Reason.NO_ACTIVE_KEY);
  }

  @Test
  void aKeyIdIsNeeded() {
    world.refuses(Draft.good().withoutHeader("kid"), Reason.KEY_ID);
    world.refuses(Draft.good().header("kid", "null"), Reason.KEY_ID);
    world.refuses(Draft.good().withoutHeader("kid").claim("kid", "\"r1\""), Reason.KEY_ID);
  }

  @Test
  void theAlgorithmIsNamedBeforeTheKeyId() {
    world.refuses(Draft.good().header("alg", "\"none\"").withoutHeader("kid"), Reason.ALGORITHM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"jwt\"", "\"JOSE\"", "7", "null", "[]"})
  void theTypeIsNotLookedAt(String type) {
    world.accepts(Draft.good().header("typ", type));
  }

  @Test
  void keysThatACertificateBringsAlongAreNotBelieved() {
    Forge stranger = new Forge(2);
    Draft draft =
        Draft.good()
            .header("jwk", "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"r1\"}")
            .header("jku", "\"https://stranger.example/keys\"")
            .header("x5c", "[\"" + Forge.segment(stranger.publicKey()) + "\"]");

    world.accepts(draft);
    world.refuses(stranger.sign(draft.signedPart()), Reason.SIGNATURE);
  }

  private static String withMac(String algorithm, byte[] secret, Draft draft)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(secret, algorithm));
    String signedPart = draft.signedPart();
    return signedPart + "." + Forge.segment(mac.doFinal(signedPart.getBytes(UTF_8)));
  }
}
