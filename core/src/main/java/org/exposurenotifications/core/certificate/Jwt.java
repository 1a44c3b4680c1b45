// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;

/**
 * A JSON web token in its compact form, taken apart but not believed.
 *
 * @param algorithm the header's {@code alg}
 * @param keyId the header's {@code kid}, whatever its type
 * @param signedPart what the signature is over
 */
record Jwt(
    Optional<Member> algorithm,
    Optional<Member> keyId,
    Claims claims,
    Bytes signedPart,
    Bytes signature) {
  /** Real certificates have less than a thousand characters. */
  private static final int MAX_LENGTH = 16_384;

  /** Empty if the segments, their encoding, their JSON or the types in it are not as they ought. */
  static Optional<Jwt> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    List<String> segments = List.of(text.split("\\.", -1));
    if (segments.size() != 3) {
      return Optional.empty();
    }
    try {
      JsonMembers header = JsonMembers.read(json(segments.get(0)));
      return Optional.of(
          new Jwt(
              header.member("alg"),
              header.member("kid"),
              Claims.of(JsonMembers.read(json(segments.get(1)))),
              Bytes.of(text.substring(0, text.lastIndexOf('.')).getBytes(US_ASCII)),
              Bytes.of(decoded(segments.get(2)))));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static String json(String segment) throws IOException {
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded(segment))).toString();
  }

  private static byte[] decoded(String segment) throws IOException {
    if (segment.indexOf('=') >= 0) {
      throw new IOException("a segment is padded");
    }
    try {
      return Base64.getUrlDecoder().decode(segment);
    } catch (IllegalArgumentException e) {
      throw new IOException("a segment is not base64url", e);
    }
  }

  /** Certificates do not belong into logs. */
  @Override
  public String toString() {
    return "Jwt[redacted]";
  }
}
