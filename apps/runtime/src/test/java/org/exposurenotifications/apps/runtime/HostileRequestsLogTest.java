// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.exposurenotifications.adapters.http.Endpoints;
import org.exposurenotifications.adapters.http.HttpServer;
import org.exposurenotifications.adapters.http.HttpSettings;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.core.publish.PublishOutcome;
import org.exposurenotifications.core.publish.PublishRequest;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobContent;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Whatever a client sends, and however it breaks off: no line of the log holds any of it. */
@Isolated
final class HostileRequestsLogTest {
  private static final int LONGEST_LINE = 1500;
  private static final String ROUTE =
      "(/v1/publish|/|/job|/health|unmatched|/blobs/\\{bucket}/\\{name})";
  private static final String POST =
      String.join(
          "\r\n",
          "POST /v1/publish?canary=1 HTTP/1.1",
          "Host: canary.example",
          "X-Canary: canary",
          "User-Agent: canary",
          "Content-Type: application/json",
          "");
  private static final String CLOSE = "Connection: close\r\n";
  private static final String GET =
      " HTTP/1.1\r\nHost: canary.example\r\nConnection: close\r\nCookie: canary\r\n\r\n";

  private static final List<String> UNFINISHED =
      List.of(
          POST + "Content-Length: 100\r\n\r\n{\"canary",
          POST + "Transfer-Encoding: chunked\r\n\r\n6\r\ncanary\r\n",
          "GET /blobs/b/canary-large" + GET);

  private static final HttpSettings SETTINGS =
      new HttpSettings(
          "127.0.0.1",
          0,
          false,
          0,
          0,
          Duration.ZERO,
          true,
          true,
          Optional.empty(),
          new HttpSettings.Limits(
              100,
              10,
              Duration.ofMillis(400),
              Duration.ofMillis(400),
              Duration.ofMillis(400),
              Duration.ofMillis(800),
              Duration.ofSeconds(5)));

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final PrintStream before = System.err;
  private final AtomicInteger requests = new AtomicInteger();

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void leave() {
    System.setErr(before);
    Logs.configure("WARNING", true);
  }

  @ParameterizedTest
  @CsvSource({"DEBUG, false", "DEBUG, true", "INFO, false", "WARNING, true"})
  void nothingThatAClientSentIsLogged(String level, boolean development)
      throws IOException, InterruptedException {
    Logs.configure(level, development);
    try (HttpServer server = server()) {
      server.start();
      malformedHeads(server);
      refusedRequests(server);
      failures(server);
      brokenOff(server);
    }
    assertOneLineForEachRequest(level, development);
    try (HttpServer server = server()) {
      server.start();
      gone(server);
    }
    String text = log.toString(StandardCharsets.UTF_8);

    assertThat(text).doesNotContainIgnoringCase("canary");
    assertThat(text.lines()).allMatch(line -> line.length() < LONGEST_LINE);
    assertThat(text).doesNotContain("\"status\":\"500\"},{\"code\":\"malformed\"");
  }

  @Test
  void aFailureOfJettyItselfIsSeenWithoutItsText() {
    Logs.configure("WARNING", false);
    LoggerFactory.getLogger("org.eclipse.jetty.server.AbstractConnector")
        .warn("accept of canary", new IOException("canary", new IllegalStateException("canary")));
    LoggerFactory.getLogger("org.eclipse.jetty.server.Response").warn("canary {}", "canary");
    String text = log.toString(StandardCharsets.UTF_8);

    assertThat(text).doesNotContain("canary");
    assertThat(text.lines())
        .hasSize(2)
        .first()
        .asString()
        .contains("org.eclipse.jetty.server.AbstractConnector")
        .contains("java.io.IOException at " + HostileRequestsLogTest.class.getName())
        .contains("; caused by java.lang.IllegalStateException at ")
        .contains("\"level\":\"WARN\"");
  }

  private void assertOneLineForEachRequest(String level, boolean development) {
    if (level.equals("DEBUG") && !development) {
      assertThat(log.toString(StandardCharsets.UTF_8).replace("\\/", "/").lines())
          .filteredOn(line -> line.contains(".AccessLog\""))
          .hasSize(requests.get())
          .allMatch(line -> line.matches(".*\\{\"route\":\"" + ROUTE + "\"}.*"));
    }
  }

  private void malformedHeads(HttpServer server) throws IOException {
    for (String request :
        new String[] {
          "canary\r\n\r\n",
          "GET /canary\r\n\r\n",
          "GET /canary HTTP/9.9\r\nHost: canary\r\n\r\n",
          "GET /canary HTTP/2.0\r\nHost: canary\r\n\r\n",
          "CAN\u0000ARY /canary HTTP/1.1\r\nHost: canary\r\n\r\n",
          "GET /canary/%GG?canary=%ZZ" + GET,
          "GET /canary/%2e%2e/%2f" + GET,
          "GET /canary/%c0%af;canary" + GET,
          "GET /canary\\canary" + GET,
          "GET http://user:canary@canary/canary" + GET,
          "GET http://canary:canary/" + GET,
          "GET /canary HTTP/1.1\r\nHost: canary\r\nHost: canary2\r\n\r\n",
          "GET /canary HTTP/1.1\r\nHost: canary canary\r\n\r\n",
          "GET /canary HTTP/1.1\r\nHost: canary:canary\r\n\r\n",
          "GET /canary HTTP/1.1\r\nX-Canary: canary\r\n\r\n",
          "GET /canary HTTP/1.1\r\nHost: canary\r\nCanary : canary\r\n\r\n",
          "GET /canary HTTP/1.1\r\nHost: canary\r\nX: canary\r\n canary\r\n\r\n",
          "GET /canary HTTP/1.1\r\nHost: canary\nX: canary\r\n\r\n",
          "GET /canary HTTP/1.1\r\nHost: canary\r\nCanary\u0001: canary\r\n\r\n",
          POST + "Content-Length: canary\r\n\r\n",
          POST + "Content-Length: 6\r\nContent-Length: 7\r\n\r\ncanary",
          POST + "Transfer-Encoding: canary\r\n\r\ncanary",
          POST + "Transfer-Encoding: canary, chunked\r\n\r\n6\r\ncanary\r\n0\r\n\r\n",
          POST + "Expect: canary\r\nContent-Length: 6\r\n\r\ncanary",
          "GET /" + "canary".repeat(2000) + GET,
          "GET / HTTP/1.1\r\nHost: canary\r\nX: " + "canary".repeat(2000) + "\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: canary\r\n" + "X-Canary: canary\r\n".repeat(1000) + "\r\n"
        }) {
      exchange(server, request);
    }
  }

  private void refusedRequests(HttpServer server) throws IOException {
    for (String request :
        new String[] {
          "GET /canary?canary" + GET,
          "CANARY /v1/publish" + GET,
          "CANARY /job" + GET,
          "POST /job" + GET,
          "POST /job HTTP/1.1\r\nHost: localhost\r\nVia: canary\r\n" + CLOSE + "\r\n",
          "POST /job HTTP/1.1\r\nHost: localhost\r\nOrigin: http://canary\r\n" + CLOSE + "\r\n",
          "GET /blobs/canary/canary" + GET,
          "GET /blobs/canary/%00canary" + GET,
          "GET /blobs/canary/%e2%80%a8canary" + GET,
          "GET /health?canary" + GET,
          "OPTIONS * HTTP/1.1\r\nHost: canary\r\n" + CLOSE + "\r\n",
          "GET /canary HTTP/1.1\r\nHost: canary\r\nConnection: Upgrade, close\r\nUpgrade: canary\r\n\r\n",
          POST + "Connection: close\r\nContent-Length: 8\r\n\r\n\"canary\"",
          POST + "Connection: close\r\nContent-Length: 12\r\n\r\n{\"canary\":1}",
          POST + "Connection: close\r\nContent-Length: 20\r\n\r\n{\"hmacKey\":{\"canary\"",
          POST + "Connection: close\r\nX-Chaff: canary\r\nContent-Length: 6\r\n\r\ncanary",
          POST.replace("json", "canary") + "Connection: close\r\nContent-Length: 6\r\n\r\ncanary"
        }) {
      exchange(server, request);
    }
  }

  private void failures(HttpServer server) throws IOException {
    for (String failure : List.of("IllegalState", "StackOverflow", "Port", "none")) {
      String body =
          "{\"healthAuthorityID\":\"" + failure + "\",\"verificationPayload\":\"canary\"}";
      exchange(
          server,
          POST + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }
    exchange(server, "GET /blobs/b/canary-broken" + GET);
    exchange(server, "GET /blobs/b/canary-breaks" + GET);
    exchange(server, "GET /blobs/b/canary-fails" + GET);
  }

  private void brokenOff(HttpServer server) throws IOException, InterruptedException {
    exchange(server, POST + "Content-Length: 100\r\n\r\n{\"canary");
    exchange(server, POST + "Transfer-Encoding: chunked\r\n\r\n6\r\ncanary\r\n");
    exchange(server, POST + "Transfer-Encoding: chunked\r\n\r\ncanary\r\n");
    exchange(server, POST + "Transfer-Encoding: chunked\r\n\r\n2\r\ncanary\r\n");
    for (String request : UNFINISHED) {
      requests.incrementAndGet();
      cutOff(server, request);
    }
    // of a head that never comes there is nothing to say
    cutOff(server, POST);
    cutOff(server, "GET /canary");
  }

  /** How much of these the server gets to see is a matter of luck. */
  private static void gone(HttpServer server) throws IOException {
    for (int i = 0; i < 20; i++) {
      for (String request : UNFINISHED) {
        reset(server, request);
      }
      reset(server, POST);
      reset(server, "GET /canary");
    }
  }

  /** Sends it, and reads until the server closes. */
  private void exchange(HttpServer server, String request) throws IOException {
    requests.incrementAndGet();
    try (Socket socket = connect(server)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      readAll(socket);
    }
  }

  /** Sends it, and neither reads nor closes until the server must have given up. */
  private static void cutOff(HttpServer server, String request)
      throws IOException, InterruptedException {
    try (Socket socket = connect(server)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      boolean _ = new CountDownLatch(1).await(900, TimeUnit.MILLISECONDS);
      readAll(socket);
    }
  }

  /** Sends it, and closes at once by a reset. */
  private static void reset(HttpServer server, String request) throws IOException {
    try (Socket socket = connect(server)) {
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static void readAll(Socket socket) {
    try {
      socket.getInputStream().readAllBytes();
    } catch (IOException _) {
      // a reset is as good as an end
    }
  }

  private static Socket connect(HttpServer server) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static HttpServer server() {
    return new HttpServer(
        SETTINGS,
        endpoints(),
        InstantSource.system(),
        new Random(1),
        failure -> {
          throw failure;
        });
  }

  private static Endpoints endpoints() {
    return Endpoints.NONE
        .withPublishing(30, HostileRequestsLogTest::publish, () -> accepted("canary"))
        .withJob("/job", () -> new JobReport("nothing", List.of()))
        .withBlobs(new Blobs());
  }

  private static PublishOutcome publish(PublishRequest request) {
    String canary = request.verificationPayload();
    return switch (request.appName()) {
      case "IllegalState" ->
          throw new IllegalStateException(canary, new IllegalArgumentException(canary));
      case "StackOverflow" -> throw new StackOverflowError(canary);
      case "Port" ->
          throw new PortFailure.Transient("store keys", new IllegalStateException(canary));
      default -> accepted(canary);
    };
  }

  private static PublishOutcome accepted(String token) {
    return new PublishOutcome.Accepted(Optional.of(token), 1, List.of(), Optional.empty());
  }

  /** A store that names the object in its failures, as stores may. */
  private static final class Blobs implements BlobStore {
    @Override
    public void put(BlobName name, BlobAttributes attributes, BlobContent content) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Blob> open(BlobName name) {
      return switch (name.name()) {
        case "canary-broken" ->
            throw new PortFailure.Transient("open " + name, new IOException(name.name()));
        case "canary-breaks" -> Optional.of(new Endless(new IllegalStateException("canary")));
        case "canary-fails" ->
            Optional.of(new Endless(new PortFailure.Transient("read " + name, null)));
        case "canary-large" -> Optional.of(new Endless(new IllegalStateException("never")));
        default -> Optional.empty();
      };
    }

    @Override
    public void delete(BlobName name) {
      throw new UnsupportedOperationException();
    }
  }

  /** An object of 50 megabytes, or one that cannot be read to its end. */
  private record Endless(RuntimeException failure) implements Blob {
    @Override
    public BlobAttributes attributes() {
      return new BlobAttributes("application/zip", true);
    }

    @Override
    public long length() {
      return 50_000_000;
    }

    @Override
    public InputStream content() {
      long good = "never".equals(failure.getMessage()) ? length() : 100_000;
      return new InputStream() {
        private long left = good;

        @Override
        public int read() {
          return read(new byte[1], 0, 1) < 0 ? -1 : 0;
        }

        @Override
        public int read(byte[] into, int from, int most) {
          if (left == 0) {
            throw failure;
          }
          int read = (int) Math.min(left, most);
          left -= read;
          return read;
        }
      };
    }

    @Override
    public void close() {}
  }
}
