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
import java.util.Random;
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
      Socket body = receivingABody(server);
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
      finish(body, 0, 0);
    } finally {
      close();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void inRandomWorldsProbesAreAnsweredAndRequestsUnderWaySurvive(long seed) throws IOException {
    Random random = new Random(seed);
    int limit = 8;
    List<Socket> underWay = new ArrayList<>();
    try (TestServer server =
        new TestServer(
            TestServer.settings(TestServer.patient(limit)),
            TestServer.publishing(_ -> TestServer.ACCEPTED))) {
      for (int step = 0; step < 200; step++) {
        switch (random.nextInt(6)) {
          case 0 -> open(server, 1, "");
          case 1 -> open(server, random.nextInt(2 * limit), "GET /health HTTP/1.1\r\nX: ");
          case 2 -> open(server, 1, "GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n");
          case 3 -> {
            if (underWay.size() < limit - 1) {
              underWay.add(receivingABody(server));
            }
          }
          case 4 -> {
            if (!underWay.isEmpty()) {
              finish(underWay.remove(random.nextInt(underWay.size())), seed, step);
            }
          }
          default -> assertThat(server.raw(PROBE)).startsWith("HTTP/1.1 200 ");
        }
      }
      for (Socket socket : underWay) {
        finish(socket, seed, -1);
      }
    } finally {
      close();
    }
  }

  private Socket receivingABody(TestServer server) throws IOException {
    Socket body = server.connect();
    clients.add(body);
    body.getOutputStream().write(bytes(upload("Expect: 100-continue\r\n").replace("{}", "")));
    assertThat(new String(body.getInputStream().readNBytes(25), StandardCharsets.ISO_8859_1))
        .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
    return body;
  }

  private static void finish(Socket body, long seed, int step) throws IOException {
    body.getOutputStream().write(bytes("{}"));
    assertThat(text(body)).as("seed %s, step %s", seed, step).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void idleConnectionsAreClosedEarlierWhenFewAreLeft() throws IOException {
    Duration second = Duration.ofSeconds(1);
    Duration idle = Duration.ofMinutes(1);
    HttpSettings.Limits limits =
        new HttpSettings.Limits(100, 5, second, second, idle, idle, second);
    try (TestServer server = new TestServer(TestServer.settings(limits), Endpoints.NONE)) {
      open(server, 99, "GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n");

      assertThat(text(clients.getFirst())).as("to the end").startsWith("HTTP/1.1 200 ");
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
