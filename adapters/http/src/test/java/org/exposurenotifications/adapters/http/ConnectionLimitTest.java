// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More connections than there is room for. */
class ConnectionLimitTest {
  private static final String PROBE =
      "GET /health/live HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final List<Socket> clients = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "POST /v1/publish HTTP/1.1\r\nHost: h\r\nX: ",
        "GET /health HTTP/1.1\r\nHost: h\r\n\r\n",
      })
  void connectionsThatDoNothingSilenceNeitherProbesNorUploads(String beginning) throws IOException {
    HttpSettings.Limits limits = TestServer.patient(HttpSettings.Limits.DEFAULT.connections());
    try (TestServer server =
        new TestServer(
            TestServer.settings(limits), TestServer.publishing(_ -> TestServer.ACCEPTED))) {
      open(server, 4500, beginning);

      assertThat(server.raw(PROBE)).startsWith("HTTP/1.1 200 ");
      assertThat(server.raw(upload(""))).startsWith("HTTP/1.1 200 ");
      assertThat(server.raw(upload("X-Chaff: 1\r\n"))).startsWith("HTTP/1.1 200 ");
    } finally {
      close();
    }
  }

  @Test
  void theLongestIdleGoesAndNoneWithinARequest() throws IOException {
    try (TestServer server =
        new TestServer(
            TestServer.settings(TestServer.patient(3)),
            TestServer.publishing(_ -> {
              running.countDown();
              await(goOn);
              return TestServer.ACCEPTED;
            }))) {
      CompletableFuture<String> upload =
          CompletableFuture.supplyAsync(() -> {
            try {
              return server.raw(upload(""));
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          });
      await(running);
      Socket body = server.connect();
      clients.add(body);
      body.getOutputStream().write(bytes(upload("Expect: 100-continue\r\n").replace("{}", "")));
      assertThat(new String(body.getInputStream().readNBytes(25), StandardCharsets.ISO_8859_1))
          .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      open(server, 2, "");
      Socket newer = clients.removeLast();
      Socket idle = clients.removeLast();

      assertThat(idle.getInputStream().read()).as("the longest idle").isEqualTo(-1);
      newer.getOutputStream().write(bytes(PROBE));
      assertThat(text(newer)).startsWith("HTTP/1.1 200 ");
      for (int i = 0; i < 20; i++) {
        assertThat(server.raw(PROBE)).startsWith("HTTP/1.1 200 ");
      }
      goOn.countDown();
      assertThat(upload.join()).startsWith("HTTP/1.1 200 ");
      body.getOutputStream().write(bytes("{}"));
      assertThat(text(body)).startsWith("HTTP/1.1 200 ");
    } finally {
      close();
    }
  }

  @Test
  void idleConnectionsAreClosedEarlierWhenFewAreLeft() throws IOException {
    Duration idle = Duration.ofSeconds(10);
    HttpSettings.Limits limits =
        new HttpSettings.Limits(
            10, 5, Duration.ofSeconds(1), Duration.ofSeconds(1), idle, idle, idle);
    try (TestServer server = new TestServer(TestServer.settings(limits), Endpoints.NONE)) {
      open(server, 9, "GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n");
      long begin = System.nanoTime();
      text(clients.getFirst());

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(idle.dividedBy(2));
    } finally {
      close();
    }
  }

  private void open(TestServer server, int count, String beginning) throws IOException {
    for (int i = 0; i < count; i++) {
      Socket client = server.connect();
      clients.add(client);
      client.getOutputStream().write(bytes(beginning));
    }
  }

  private void close() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
  }

  private static String upload(String header) {
    return "POST /v1/publish HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
        + "Content-Type: application/json\r\n"
        + header
        + "Content-Length: 2\r\n\r\n{}";
  }

  private static String text(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
