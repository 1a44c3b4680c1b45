// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.exposurenotifications.core.certificate.CertificateOutcome.Verified;
import org.exposurenotifications.core.certificate.CertifiedKeys;
import org.exposurenotifications.core.certificate.KeyText;
import org.exposurenotifications.core.certificate.TekMac;
import org.exposurenotifications.core.certificate.TrustedAuthority;
import org.exposurenotifications.core.certificate.VerifyCertificate;
import org.exposurenotifications.core.token.KeyStock;
import org.exposurenotifications.core.token.RevisionTokens;
import org.exposurenotifications.core.token.TokenEntry;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.config.HealthAuthority;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recomputes what stands in {@code docs/protocol/publish.md}. */
class PublishPageTest {
  private static final Page PAGE = Page.read("publish.md");
  private static final Instant NOW = Instant.parse("2026-11-23T22:04:30Z");
  private static final Pattern ASSOCIATED_DATA = Pattern.compile("additional\\s+data\\s+`([^`]+)`");

  /** Its bytes are 16 to 31. */
  private static final KeyText FIRST =
      new KeyText(numbers(16, 16).base64(), 2_650_032, IntervalNumber.PER_DAY, 4);

  private static final KeyText SECOND = new KeyText("+/8AAAAAAAAAAAAAAAAAAA==", 2_650_176, 72, 0);
  private static final List<KeyText> KEYS = List.of(FIRST, SECOND);

  static Stream<String> labels() {
    return PAGE.labels().stream();
  }

  @Test
  void theBlocksAreThese() {
    assertThat(PAGE.labels())
        .containsExactly(
            "hmacKey",
            "message",
            "tekmac",
            "header",
            "claims",
            "publicKey",
            "certificate",
            "token");
  }

  @Test
  void theBytesAreWhatTheServerComputes() {
    check(PAGE);
  }

  @ParameterizedTest
  @MethodSource("labels")
  void noCharacterOfABlockCanChangeUnnoticed(String label) {
    PAGE.expectEveryCharacterToCount(label, PublishPageTest::check);
  }

  private static void check(Page page) {
    mac(page);
    certificate(page);
    token(page);
  }

  private static void mac(Page page) {
    Bytes secret = Bytes.ofBase64(page.block("hmacKey"));

    assertThat(secret.base64()).isEqualTo(page.block("hmacKey"));
    assertThat(TekMac.message(KEYS)).isEqualTo(page.block("message"));
    assertThat(TekMac.compute(secret, page.block("message")).base64())
        .isEqualTo(page.block("tekmac"));
  }

  private static void certificate(Page page) {
    String certificate = page.block("certificate");
    List<String> segments = List.of(certificate.split("\\.", -1));

    assertThat(certificate)
        .isEqualTo(
            segment(page.block("header").getBytes(UTF_8))
                + "."
                + segment(page.block("claims").getBytes(UTF_8))
                + "."
                + segment(Base64.getUrlDecoder().decode(segments.getLast())));
    assertThat(pem(page.block("publicKey"))).isEqualTo(page.block("publicKey"));
    assertThat(
            new VerifyCertificate((issuer, _) -> authority(issuer, page.block("publicKey")))
                .verify(
                    new CertifiedKeys(certificate, page.block("hmacKey"), KEYS),
                    Set.of("gov.example.doh"),
                    NOW))
        .isEqualTo(
            new Verified("gov.example.doh", ReportType.CONFIRMED, OptionalLong.of(2_650_032)));
  }

  private static Optional<TrustedAuthority> authority(String issuer, String publicKeyPem) {
    return Optional.of(
        TrustedAuthority.of(
            new HealthAuthority(
                issuer,
                "en-key-server",
                "Health",
                Optional.empty(),
                List.of(
                    new HealthAuthority.Key(
                        "r1", Instant.EPOCH, Optional.empty(), publicKeyPem)))));
  }

  private static void token(Page page) {
    Bytes token = Bytes.ofBase64(page.block("token"));
    KeyStock stock = new KeyStock();
    stock.add(7, numbers(0, 32));
    RevisionTokens tokens = stock.instance(Bytes.ofBase64(page.prose(ASSOCIATED_DATA)));

    assertThat(token.base64()).isEqualTo(page.block("token"));
    assertThat(tokens.open(token, NOW))
        .contains(
            List.of(
                new TokenEntry(
                    new TemporaryExposureKey(
                        Bytes.ofBase64(FIRST.key()),
                        new IntervalNumber(FIRST.rollingStart()),
                        FIRST.rollingPeriod()),
                    true)));
  }

  /** The key of this text, written anew. */
  private static String pem(String pem) {
    String body = pem.lines().filter(line -> !line.startsWith("-")).reduce("", String::concat);
    try {
      byte[] key =
          KeyFactory.getInstance("EC")
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body)))
              .getEncoded();
      return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----"
          .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("no public key", e);
    }
  }

  private static String segment(byte[] content) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
  }

  private static Bytes numbers(int first, int count) {
    byte[] numbers = new byte[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (byte) (first + i);
    }
    return Bytes.of(numbers);
  }
}
