// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What clients can make the server hold at once fits into the heap that is shipped. */
class HeapTest {
  private static final int KB = 1024;
  private static final HttpSettings.Limits LIMITS = HttpSettings.Limits.DEFAULT;

  /** The rest of a server with every role: 13 MB, measured after a collection, and some more. */
  private static final int REST = 18_000 * KB;

  /** A connection with the most memory-hungry head. */
  private static final int CONNECTION = 22 * KB;

  /** An answer that waits for its time or is on its way, and the thread that sends it. */
  private static final int ANSWER = 16 * KB;

  /** The fewest that use up what bodies in progress may hold; every other client can do more. */
  private static final int BODIES = Bodies.CAPACITY / (Bodies.OVERHEAD + Exchange.MAX_BODY);

  private static final int KEY = 100;

  /** An upload that was read; a character outside Latin-1 doubles its text. */
  private static final long REQUEST = 2 * Exchange.MAX_BODY + PublishDraft.MOST_READ * KEY;

  private static final String UPLOAD =
      "POST /v1/publish HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n";

  @Test
  void byArithmetic() throws IOException {
    int requests = LIMITS.concurrentRequests();
    int bodies = Bodies.CAPACITY / Bodies.OVERHEAD;
    assertThat(LIMITS.connections() - bodies - requests)
        .as("connections for clients that are neither")
        .isGreaterThanOrEqualTo(200);
    long sum =
        REST
            + (long) LIMITS.connections() * CONNECTION
            + Bodies.CAPACITY
            + requests * REQUEST
            + (long) PublishEndpoint.MAX_PARSING * PublishMemoryTest.MOST_ALLOCATED
            + (long) (LIMITS.connections() - BODIES - requests) * ANSWER;

    assertThat(sum).isLessThan(usableHeap());
  }

  @Test
  void measured() throws IOException, InterruptedException {
    List<Socket> clients = new ArrayList<>();
    try (ServerProcess server = new ServerProcess()) {
      long before = server.heap();
      String hungry = hungryFields();
      String text = "{\"hmacKey\":\"\u20ac" + "a".repeat(Exchange.MAX_BODY - 17) + "\"}";
      for (int i = 0; i < LIMITS.concurrentRequests(); i++) {
        clients.add(send(server, UPLOAD + hungry + "Content-Length: 64000\r\n\r\n" + text));
      }
      while (server.kept() < LIMITS.concurrentRequests()) {
        Thread.onSpinWait();
      }
      long uploads = server.heap() - before;
      for (int i = 0; i < 2 * Bodies.CAPACITY / Bodies.OVERHEAD; i++) {
        clients.add(
            send(server, UPLOAD + hungry + "Content-Length: 64000\r\n\r\n" + text.substring(0, i)));
      }
      for (int i = 0; i < 2 * LIMITS.connections(); i++) {
        clients.add(send(server, UPLOAD + hungry));
      }
      long all = server.heap() - before;

      assertThat(uploads / LIMITS.concurrentRequests())
          .as("bytes of an upload and its connection")
          .isGreaterThan(2 * Exchange.MAX_BODY)
          .isLessThan(REQUEST + CONNECTION);
      assertThat(all + REST).isLessThan(usableHeap());
      server.answerAll();
      assertThat(answer(clients.getFirst())).startsWith("HTTP/1.1 200 ");
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  @Test
  void anAnswerThatWaits() throws IOException {
    int count = 200;
    List<Socket> clients = new ArrayList<>();
    try (ServerProcess server = new ServerProcess(Duration.ofSeconds(5))) {
      server.answerAll();
      long before = server.heap();
      String upload = UPLOAD + hungryFields() + "Content-Length: 2\r\n\r\n{}";
      for (int i = 0; i < count; i++) {
        clients.add(send(server, upload));
      }
      while (server.kept() < count) {
        Thread.onSpinWait();
      }
      long each = (server.heap() - before) / count;

      assertThat(each).as("with its connection").isBetween(16L * KB, (long) CONNECTION + ANSWER);
      assertThat(answer(clients.getFirst())).startsWith("HTTP/1.1 200 ");
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  private static String hungryFields() {
    int fields = FieldLimit.MAX_FIELDS - 4;
    StringBuilder hungry = new StringBuilder();
    for (int i = 0; i < fields; i++) {
      hungry.append("f%02d: %s\r\n".formatted(i, "x".repeat(7500 / fields)));
    }
    return hungry.toString();
  }

  private static Socket send(ServerProcess server, String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  private static String answer(Socket socket) throws IOException {
    socket.setSoTimeout(20_000);
    return new String(socket.getInputStream().readNBytes(13), StandardCharsets.ISO_8859_1);
  }

  /** All but one of the two survivor spaces, which are an eighth of eden each. */
  private static long usableHeap() throws IOException {
    String options = Files.readString(Path.of("../../apps/java.options"));
    return (megabytes(options, "-Xmx") - Math.ceilDiv(megabytes(options, "-XX:MaxNewSize="), 10))
        * KB
        * KB;
  }

  private static long megabytes(String options, String option) {
    Matcher matcher = Pattern.compile(Pattern.quote(option) + "(\\d+)m").matcher(options);
    assertThat(matcher.find()).isTrue();
    return Long.parseLong(matcher.group(1));
  }
}
