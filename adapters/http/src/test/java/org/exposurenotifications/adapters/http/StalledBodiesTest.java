// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests whose bodies do not come, beside others whose do. */
class StalledBodiesTest {
  private static final String HEAD =
      "POST /v1/publish HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n";

  private final AtomicInteger published = new AtomicInteger();
  private final Endpoints endpoints =
      TestServer.publishing(
              _ -> {
                published.incrementAndGet();
                return TestServer.ACCEPTED;
              })
          .withExportKeys(List::of);

  @ParameterizedTest
  @CsvSource({"256, 1", "300, 1", "1000, 1", "1000, 60000", "2000, 30000"})
  void stalledBodiesTakeNoPlaceOfOthers(int count, int sent) throws IOException {
    try (TestServer server = new TestServer(endpoints)) {
      String beginning = HEAD + "X-Chaff: 1\r\nContent-Length: 64000\r\n\r\n" + "{".repeat(sent);
      List<Socket> stalled = new ArrayList<>();
      try {
        for (int i = 0; i < count; i++) {
          stalled.add(sending(server, beginning));
          if (i % 100 == 99) {
            assertOthersAreServed(server);
          }
        }
        assertOthersAreServed(server);
      } finally {
        close(stalled);
      }
      assertThat(published).hasValueGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void aBodyThatIsAlwaysOnItsWayIsWaitedFor() throws IOException, InterruptedException {
    try (TestServer server =
            new TestServer(TestServer.settings(TestServer.impatient(1)), endpoints);
        Socket phone =
            sending(server, HEAD + "Connection: close\r\nContent-Length: 6014\r\n\r\n")) {
      OutputStream out = phone.getOutputStream();
      out.write(bytes("{\"padding\":\""));
      for (int i = 0; i < 60; i++) {
        pause(Duration.ofMillis(20));
        out.write(bytes("p".repeat(100)));
        if (i % 20 == 0) {
          assertOthersAreServed(server);
        }
      }
      out.write(bytes("\"}"));

      assertThat(new String(phone.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
          .as("after four times the time that a body may lag behind")
          .startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void closingWaitsForABodyUnderWay() throws IOException, InterruptedException {
    TestServer server = new TestServer(TestServer.settings(TestServer.impatient(5)), endpoints);
    try (Socket phone = sending(server, HEAD + "Content-Length: 2\r\n\r\n{")) {
      pause(Duration.ofMillis(100));
      Thread closing = Thread.ofVirtual().start(server::close);
      pause(Duration.ofMillis(100));
      phone.getOutputStream().write('}');

      assertThat(new String(phone.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1))
          .isEqualTo("HTTP/1.1 200");
      closing.join();
    }
  }

  private static void assertOthersAreServed(TestServer server) {
    assertThat(server.publish("{}").status()).isEqualTo(200);
    assertThat(server.decoy().status()).isEqualTo(200);
    assertThat(server.get("/.well-known/export-keys").status()).isEqualTo(200);
  }

  private static Socket sending(TestServer server, String beginning) throws IOException {
    Socket socket = server.connect();
    socket.setTcpNoDelay(true);
    socket.getOutputStream().write(bytes(beginning));
    return socket;
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
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
