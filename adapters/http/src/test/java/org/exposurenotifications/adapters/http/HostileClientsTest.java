// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies and connections that are not what they should be. */
class HostileClientsTest {
  private static final String HEAD =
      "POST /v1/publish HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n";

  private final AtomicInteger published = new AtomicInteger();
  private final Endpoints endpoints =
      TestServer.publishing(_ -> {
        published.incrementAndGet();
        return TestServer.ACCEPTED;
      });

  @ParameterizedTest
  @CsvSource({"64000, 200", "64001, 413", "300000, 413"})
  void aBodyHas64000BytesAtMost(int length, int status) {
    String body = "{\"padding\":\"" + "p".repeat(length - 14) + "\"}";
    try (TestServer server = new TestServer(endpoints)) {
      assertThat(server.publish(body).status()).isEqualTo(status);
      Reply chunked =
          server.send(
              "/v1/publish",
              request ->
                  request
                      .header("Content-Type", "application/json")
                      .POST(
                          HttpRequest.BodyPublishers.ofInputStream(
                              () -> new ByteArrayInputStream(bytes(body)))));

      assertThat(chunked.status()).isEqualTo(status);
      assertThat(chunked.header("x-api-version")).isEqualTo("v1");
      if (status == 413) {
        assertThat(chunked.member("code")).isEqualTo("bad_request");
      }
      assertThat(published).hasValue(status == 200 ? 2 : 0);
    }
  }

  @Test
  void aClientMayAskBeforeItSendsTheBody() {
    try (TestServer server = new TestServer(endpoints)) {
      assertThat(server.post("/v1/publish", "{}", r -> r.expectContinue(true)).status())
          .isEqualTo(200);
    }
  }

  @Test
  void deepNestingIsMalformed() {
    try (TestServer server = new TestServer(endpoints)) {
      for (String body :
          new String[] {
            "[".repeat(20_000),
            "{\"a\":".repeat(10_000),
            "{\"temporaryExposureKeys\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}",
            "{\"padding\":" + "[".repeat(20_000),
          }) {
        assertThat(server.publish(body).status()).isEqualTo(400);
      }
      assertThat(server.publish("{\"symptomOnsetInterval\":" + "9".repeat(60_000) + "}").status())
          .isEqualTo(400);
      assertThat(server.publish("{\"" + "n".repeat(60_000) + "\":1}").status()).isEqualTo(400);
    }
  }

  @Test
  void binaryIsMalformed() {
    try (TestServer server = new TestServer(endpoints)) {
      Random random = new Random(4);
      for (int i = 0; i < 50; i++) {
        byte[] body = new byte[random.nextInt(1, 2000)];
        random.nextBytes(body);
        Reply reply =
            server.send(
                "/v1/publish",
                request ->
                    request
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)));

        assertThat(reply.status()).isEqualTo(400);
      }
    }
  }

  @Test
  void aBodyThatEndsTooEarlyIsNotPublished() throws IOException {
    try (TestServer server = new TestServer(endpoints)) {
      String length = server.raw(HEAD + "Content-Length: 100\r\n\r\n{}");
      String chunked = server.raw(HEAD + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n");

      assertThat(length + chunked).doesNotContain("HTTP/1.1 200", "Exception", "<");
      assertThat(published).hasValue(0);
      assertThat(server.publish("{}").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET /health\r\n\r\n",
        "GET /health HTTP/9.9\r\nHost: h\r\n\r\n",
        "GET /health HTTP/1.1\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: h\r\nBad Header : x\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /%GG HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /a/%2e%2e/health HTTP/1.1\r\nHost: h\r\n\r\n",
        "POST /v1/publish HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n",
        "POST /v1/publish HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        HEAD + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /v1/publish HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
      })
  void whatIsNoRequestGetsABareStatus(String request) throws IOException {
    try (TestServer server = new TestServer(endpoints)) {
      String reply = server.raw(request);

      assertThat(reply).matches("(?s)HTTP/1.1 (4\\d\\d|505) .*").endsWith("\r\n\r\n");
      assertThat(reply.toLowerCase(Locale.ROOT))
          .doesNotContain("server:", "jetty", "html", "exception");
      assertThat(published).hasValue(0);
    }
  }

  @Test
  void headersHaveALimit() throws IOException {
    try (TestServer server = new TestServer(endpoints)) {
      String reply =
          server.raw("GET /health HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(9000) + "\r\n\r\n");

      assertThat(reply).startsWith("HTTP/1.1 431 ").endsWith("\r\n\r\n");
      assertThat(
              server.raw(
                  "GET /health HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX: "
                      + "x".repeat(7000)
                      + "\r\n\r\n"))
          .startsWith("HTTP/1.1 200 ");
    }
  }

  @ParameterizedTest
  @CsvSource({"62, 200", "63, 431", "1600, 431"})
  void headersAreFew(int count, int status) throws IOException {
    try (TestServer server = new TestServer(endpoints)) {
      String fields = "a:b\r\n".repeat(count);
      assertThat(
              server.raw(
                  "GET /health HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + fields + "\r\n"))
          .startsWith("HTTP/1.1 " + status + " ");
      String chunked =
          HEAD + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n2\r\n{}\r\n0\r\n";
      assertThat(server.raw(chunked + fields + "\r\n").startsWith("HTTP/1.1 200 "))
          .as("trailers count as well")
          .isEqualTo(count < 60);
    }
  }

  @Test
  void aConnectionServesSeveralRequests() throws IOException {
    try (TestServer server = new TestServer(endpoints)) {
      String reply =
          server.raw(
              HEAD
                  + "Content-Length: 2\r\n\r\n{}"
                  + HEAD
                  + "Content-Length: 2\r\n\r\n{}"
                  + "GET /health HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

      assertThat(reply.split("HTTP/1.1 200 ", -1)).hasSize(4);
      assertThat(published).hasValue(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "POST /v1/publish HTTP/1.1\r\nHost: h\r\nX: ",
        HEAD + "Content-Length: 1000\r\n\r\n{",
        HEAD + "Transfer-Encoding: chunked\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: h\r\n\r\nGET /health HTTP/1.1\r\nX: "
      })
  void whoeverDripsIsCutOff(String beginning) throws IOException, InterruptedException {
    try (TestServer server =
            new TestServer(TestServer.settings(TestServer.impatient(10)), endpoints);
        Socket socket = server.connect()) {
      long begin = System.nanoTime();
      Thread drip = Thread.ofVirtual().start(() -> drip(socket, beginning));
      InputStream in = socket.getInputStream();
      try {
        in.readAllBytes();
      } catch (IOException _) {
        // a reset is as good as an end
      }

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
      assertThat(published).hasValue(0);
      drip.join();
      assertThat(server.publish("{}").status()).as("others are served").isEqualTo(200);
    }
  }

  @Test
  void whoeverDoesNotReadIsCutOff() throws IOException, InterruptedException {
    byte[] large = new byte[20_000_000];
    BlobStore store = new MemoryPlatform().blobs();
    store.put(
        new BlobName("b", "large"),
        new BlobAttributes("application/zip", true),
        out -> out.write(large));
    try (TestServer server =
            new TestServer(
                TestServer.settings(TestServer.impatient(1)), endpoints.withBlobs(store));
        Socket socket = server.connect()) {
      socket.getOutputStream().write(bytes("GET /blobs/b/large HTTP/1.1\r\nHost: h\r\n\r\n"));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      assertThat(server.publish("{}").status()).as("uploads are not held up").isEqualTo(200);
      assertThat(server.get("/blobs/b/large").status()).as("the place is taken").isEqualTo(503);
      pause(Duration.ofMillis(2500));

      assertThat(server.get("/blobs/b/large").status()).as("and free again").isEqualTo(200);
    }
  }

  private static void drip(Socket socket, String beginning) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(bytes(beginning));
      out.flush();
      for (int i = 0; i < 100; i++) {
        pause(Duration.ofMillis(50));
        out.write('1');
        out.flush();
      }
    } catch (IOException | InterruptedException _) {
      // cut off, as it should be
    }
  }

  /** Real time is the subject here. */
  private static void pause(Duration duration) throws InterruptedException {
    boolean _ = new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
