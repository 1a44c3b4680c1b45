// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.core.certificate.KeyText;
import org.exposurenotifications.core.certificate.TekMac;
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
  private static final Duration SKEW = Duration.ofSeconds(5);
  private static final Duration VALIDITY = Duration.ofMinutes(15);
  private static final JsonFactory JSON = new JsonFactory();

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
    String mac = TekMac.compute(hmacKey, TekMac.message(keyTexts)).base64();
    String signed =
        base64Url(
                object(json -> {
                  json.writeStringField("alg", "ES256");
                  json.writeStringField("kid", keyVersion);
                  json.writeStringField("typ", "JWT");
                }))
            + "."
            + base64Url(
                object(json -> {
                  json.writeStringField("iss", issuer);
                  json.writeStringField("aud", audience);
                  json.writeNumberField("iat", now.minus(SKEW).getEpochSecond());
                  json.writeNumberField("nbf", now.minus(SKEW).getEpochSecond());
                  json.writeNumberField("exp", now.plus(VALIDITY).getEpochSecond());
                  json.writeStringField("reportType", reportType.claim());
                  if (symptomOnset.isPresent()) {
                    json.writeNumberField("symptomOnsetInterval", symptomOnset.get().value());
                  }
                  json.writeStringField("tekmac", mac);
                }));
    return signed + "." + base64Url(sign(signed.getBytes(UTF_8)));
  }

  private byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(keys.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("P-256 does not work here", e);
    }
  }

  private static byte[] object(Members members) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      members.writeTo(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Writes the members of an object. */
  @FunctionalInterface
  private interface Members {
    void writeTo(JsonGenerator json) throws IOException;
  }
}
