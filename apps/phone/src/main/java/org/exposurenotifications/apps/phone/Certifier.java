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
import java.security.PrivateKey;
import java.security.Signature;
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
 * Writes certificates, which takes no more than the private half of an authority's key.
 *
 * @param key P-256
 */
record Certifier(String issuer, String audience, String keyVersion, PrivateKey key) {
  private static final Duration SKEW = Duration.ofSeconds(5);
  private static final Duration VALIDITY = Duration.ofMinutes(15);
  private static final JsonFactory JSON = new JsonFactory();

  /** See {@link Authority#certify}. */
  String certify(
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
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("P-256 does not work here", e);
    }
  }

  /** Keys do not belong into logs. */
  @Override
  public String toString() {
    return "Certifier[" + issuer + ", " + keyVersion + "]";
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
