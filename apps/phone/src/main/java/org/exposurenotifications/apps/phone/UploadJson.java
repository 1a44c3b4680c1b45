// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.exposurenotifications.core.certificate.KeyText;

/** Writes uploads, all of about one length so that the number of keys does not show. */
final class UploadJson {
  private static final int LENGTH = 5000;
  private static final JsonFactory JSON = new JsonFactory();

  private final RandomGenerator random;

  UploadJson(RandomGenerator random) {
    this.random = random;
  }

  String write(PublishUpload upload) {
    try {
      int missing = Math.max(0, LENGTH - write(upload, "").getBytes(UTF_8).length);
      byte[] padding = new byte[(missing + 3) / 4 * 3];
      random.nextBytes(padding);
      return write(upload, Base64.getEncoder().encodeToString(padding));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String write(PublishUpload upload, String padding) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("temporaryExposureKeys");
      for (KeyText key : upload.keys()) {
        write(key, json);
      }
      json.writeEndArray();
      json.writeStringField("healthAuthorityID", upload.healthAuthorityId());
      json.writeStringField("verificationPayload", upload.verificationPayload());
      json.writeStringField("hmacKey", upload.hmacKey().base64());
      if (upload.symptomOnset().isPresent()) {
        json.writeNumberField("symptomOnsetInterval", upload.symptomOnset().get().value());
      }
      json.writeBooleanField("traveler", upload.traveler());
      if (upload.revisionToken().isPresent()) {
        json.writeStringField("revisionToken", upload.revisionToken().get());
      }
      json.writeStringField("padding", padding);
      json.writeEndObject();
    }
    return out.toString(UTF_8);
  }

  private static void write(KeyText key, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("key", key.key());
    json.writeNumberField("rollingStartNumber", key.rollingStart());
    json.writeNumberField("rollingPeriod", key.rollingPeriod());
    json.writeNumberField("transmissionRisk", key.transmissionRisk());
    json.writeEndObject();
  }
}
