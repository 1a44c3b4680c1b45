// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exposurenotifications.core.certificate.KeyText;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.ReportType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuthorityTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Bytes HMAC_KEY = Bytes.ofBase64("AAECAwQFBgcICQoLDA0ODw==");
  private static final List<KeyText> KEYS =
      List.of(
          new KeyText("EBESExQVFhcYGRobHB0eHw==", 2650032, 144, 4),
          new KeyText("+/8AAAAAAAAAAAAAAAAAAA==", 2650176, 72, 0));

  private final Authority authority =
      new Authority("doh.example", "keys.example", "r1", Authority.newKeys());

  @Test
  void aCertificateSaysWhatItShould() throws Exception {
    String certificate =
        authority.certify(
            KEYS, HMAC_KEY, ReportType.LIKELY, Optional.of(new IntervalNumber(2650000)), NOW);

    assertThat(part(certificate, 0)).isEqualTo(Map.of("alg", "ES256", "kid", "r1", "typ", "JWT"));
    assertThat(part(certificate, 1))
        .isEqualTo(
            Map.of(
                "iss", "doh.example",
                "aud", "keys.example",
                "iat", "1795175995",
                "nbf", "1795175995",
                "exp", "1795176900",
                "reportType", "likely",
                "symptomOnsetInterval", "2650000",
                "tekmac", "gf4zymVp2j07935bbPFfLNLYsVbSfLiT77HCfmyF36Y="));
  }

  @Test
  void anUnknownOnsetIsLeftOut() throws Exception {
    assertThat(
            part(authority.certify(KEYS, HMAC_KEY, ReportType.CONFIRMED, Optional.empty(), NOW), 1))
        .doesNotContainKey("symptomOnsetInterval");
  }

  @Test
  void thePublishedKeyVerifiesTheSignature(@TempDir Path folder) throws Exception {
    String certificate =
        authority.certify(KEYS, HMAC_KEY, ReportType.CONFIRMED, Optional.empty(), NOW);
    int lastDot = certificate.lastIndexOf('.');
    byte[] signature = Base64.getUrlDecoder().decode(certificate.substring(lastDot + 1));
    Path pem = Files.writeString(folder.resolve("key.pem"), authority.publicKeyPem());

    Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
    verifier.initVerify(PublicKeyFile.read(pem));
    verifier.update(certificate.substring(0, lastDot).getBytes(US_ASCII));

    assertThat(signature).hasSize(64);
    assertThat(verifier.verify(signature)).isTrue();
  }

  private static Map<String, String> part(String certificate, int number) throws Exception {
    String encoded = List.of(certificate.split("\\.", -1)).get(number);
    return FlatJson.read(new String(Base64.getUrlDecoder().decode(encoded), UTF_8));
  }
}
