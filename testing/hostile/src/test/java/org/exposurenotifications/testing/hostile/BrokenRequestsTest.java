// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that proxies could understand otherwise, and those that nobody understands. */
final class BrokenRequestsTest {
  private static final int PUBLISHES = 1_500;
  private static final int HEADS = 500;
  private static final String SMUGGLED = "GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final String BODY =
      "{\"temporaryExposureKeys\":[{\"key\":\"AAAAAAAAAAAAAAAAAAAAAA==\",\"rollingStartNumber\":2650000,"
          + "\"rollingPeriod\":144,\"transmissionRisk\":1}],\"healthAuthorityID\":\"com.example.app\","
          + "\"verificationPayload\":\"a.b.c\",\"hmacKey\":\"AAAA\",\"symptomOnsetInterval\":2650000,"
          + "\"traveler\":false,\"revisionToken\":\"AAAA\",\"padding\":\"AAAA\"}";

  private final ServerProcess server = SharedDev.server();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json-anything",
        "application/jsonp",
        "text/plain",
        "application/json, text/plain"
      })
  void whatIsNotJsonIsNotTaken(String type) {
    Reply reply =
        Wire.exchange(
            server.port(),
            Wire.head("Content-Type: " + type, "Content-Length: 2", "Connection: close")
                + "\r\n{}");
    assertThat(reply.status()).isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /v1/publish HTTP/1.1\nHost: h\nContent-Type: application/json\nContent-Length: 2\n\n{}",
        "POST /v1/publish HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\nContent-Length: 2\r\n\r\n{}",
        "POST /v1/publish HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "POST /v1/publish HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "POST /v1/publish HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n",
        "POST /v1/publish HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "POST /v1/publish HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n",
        "POST /v1/publish HTTP/1.1\r\nHost: h\r\nTransfer-Encoding : chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "POST /v1/publish HTTP/1.1\r\nHost: h\r\n Folded: x\r\nContent-Length: 2\r\n\r\n{}",
        "POST /v1/publish HTTP/1.1\r\nHost: h\r\nContent-Length: +2\r\n\r\n{}"
      })
  void anAmbiguousRequestIsRefusedAndTheConnectionEnds(String request) {
    Reply reply = Wire.lastWords(server.port(), request + SMUGGLED);
    assertThat(reply.status()).isIn(400, 411, 501, 505);
    assertThat(reply.text().split("HTTP/1\\.1 \\d{3}", -1)).as(reply.text()).hasSize(2);
  }

  @Test
  void noMutatedUploadBreaksTheServer() {
    var random = new Random(6);
    for (int i = 0; i < PUBLISHES; i++) {
      String body = mutated(BODY, random);
      assertThat(Wire.publish(server.port(), body).status()).as(body).isBetween(400, 499);
    }
  }

  @Test
  void noMutatedHeadBreaksTheServer() {
    String request =
        Wire.head("Content-Type: application/json", "Content-Length: 2", "Connection: close")
            + "\r\n{}";
    var random = new Random(7);
    for (int i = 0; i < HEADS; i++) {
      String broken = mutated(request, random);
      assertThat(Wire.lastWords(server.port(), broken).status())
          .as(broken)
          .matches(status -> status < 500 || status == 501 || status == 505, "no failure");
    }
    assertThat(Wire.get(server.port(), "/health").status()).isEqualTo(200);
  }

  /** A few bytes changed, repeated or left out. */
  private static String mutated(String text, Random random) {
    var changed = new StringBuilder(text);
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      int at = random.nextInt(changed.length());
      switch (random.nextInt(4)) {
        case 0 -> changed.setCharAt(at, (char) random.nextInt(256));
        case 1 -> changed.deleteCharAt(at);
        case 2 -> changed.insert(at, changed.substring(at, Math.min(changed.length(), at + 30)));
        default -> changed.setCharAt(at, "{}[]\",:0-e\\\r\n ".charAt(random.nextInt(14)));
      }
    }
    return changed.toString();
  }
}
