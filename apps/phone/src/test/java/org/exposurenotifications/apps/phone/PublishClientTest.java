// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.exposurenotifications.core.certificate.KeyText;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PublishClientTest {
  private final List<String> received = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private HttpServer server;
  private int status = 200;
  private String answer = "{}";

  PublishClientTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.createContext(
        "/v1/publish",
        exchange -> {
          assertThat(exchange.getRequestMethod()).isEqualTo("POST");
          received.add(exchange.getRequestHeaders().getFirst("Content-Type"));
          received.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          byte[] body = answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    http.close();
    server.stop(0);
  }

  @Test
  void anUploadIsWrittenAsTheServerWantsIt() throws Exception {
    PublishAnswer _ = publish(upload(1, Optional.of("dG9rZW4=")));

    assertThat(received.getFirst()).isEqualTo("application/json");
    assertThat(received.getLast().replaceAll("\"padding\":\"[A-Za-z0-9+/]+=*\"", "PADDING"))
        .isEqualTo(
            "{\"temporaryExposureKeys\":[{\"key\":\"AAAA\",\"rollingStartNumber\":2650032,"
                + "\"rollingPeriod\":144,\"transmissionRisk\":3}],\"healthAuthorityID\":\"app\","
                + "\"verificationPayload\":\"a.b.c\",\"hmacKey\":\"AQI=\","
                + "\"symptomOnsetInterval\":2650000,\"traveler\":true,"
                + "\"revisionToken\":\"dG9rZW4=\",PADDING}");
  }

  @Test
  void uploadsAreOfAboutOneLengthHoweverManyKeysTheyHave() throws Exception {
    for (int keys : new int[] {0, 1, 14}) {
      PublishAnswer _ = publish(upload(keys, Optional.empty()));
      assertThat(received.getLast().length()).isBetween(5000, 5004);
    }
  }

  @Test
  void theAnswerIsUnderstood() throws Exception {
    status = 400;
    answer =
        "{\"revisionToken\":\"dA==\",\"insertedExposures\":3,\"error\":\"some\","
            + "\"code\":\"partial_failure\",\"padding\":\"x\",\"warnings\":[\"one\",\"two\"]}";

    assertThat(publish(upload(1, Optional.empty())))
        .isEqualTo(
            new PublishAnswer(
                400,
                Optional.of("partial_failure"),
                Optional.of("some"),
                Optional.of("dA=="),
                3,
                List.of("one", "two")));
  }

  @Test
  void anAnswerThatIsNotTheServersOwnHasAStatusOnly() throws Exception {
    status = 502;
    for (String body :
        List.of(
            "",
            "<html>Bad gateway</html>",
            "{\"code\":\"x\"",
            "[]",
            "{\"insertedExposures\":1.5}")) {
      answer = body;
      assertThat(publish(upload(1, Optional.empty())))
          .isEqualTo(
              new PublishAnswer(
                  502, Optional.empty(), Optional.empty(), Optional.empty(), 0, List.of()));
    }
  }

  @Test
  void anAnswerWithoutEndIsBrokenOff() {
    answer = "{\"padding\":\"" + "p".repeat(64_000) + "\"}";

    assertThatThrownBy(() -> publish(upload(1, Optional.empty()))).isInstanceOf(IOException.class);
  }

  @Test
  void secretsAreNotInTheTextOfUploadAndAnswer() {
    answer = "{\"revisionToken\":\"canary\"}";

    assertThat(PublishAnswer.parse(200, answer).toString()).doesNotContain("canary");
    assertThat(upload(1, Optional.of("canary")).toString()).isEqualTo("PublishUpload[redacted]");
  }

  private PublishAnswer publish(PublishUpload upload) throws Exception {
    URI endpoint = URI.create("http://localhost:" + server.getAddress().getPort() + "/v1/publish");
    return new PublishClient(http, endpoint, new Random(3)).publish(upload);
  }

  private static PublishUpload upload(int keys, Optional<String> token) {
    List<KeyText> texts = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      texts.add(new KeyText("AAAA", 2650032 + 144 * i, 144, 3));
    }
    return new PublishUpload(
        texts,
        "app",
        "a.b.c",
        Bytes.of(new byte[] {1, 2}),
        Optional.of(new IntervalNumber(2650000)),
        true,
        token);
  }
}
