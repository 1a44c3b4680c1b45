// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins.gcp;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before fake-gcs-server, and keeps resumable uploads itself, as Cloud Storage documents
 * them. That server takes a question for the state of an upload for its end, and makes an object of
 * what is there (its issue 2354), so that it cannot show what becomes of an upload that is cut.
 */
public final class ResumableUploads implements AutoCloseable {
  private static final String SESSIONS = "/upload/sessions/";
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "date");

  private final URI storage;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, UploadSession> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();

  /**
   * @param storage where fake-gcs-server is
   */
  public ResumableUploads(URI storage) {
    this.storage = storage;
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /** {@code http://127.0.0.1:PORT}, for clients of Cloud Storage. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      // fails if the client leaves in its midst: then nothing of it is kept
      byte[] body = exchange.getRequestBody().readAllBytes();
      URI uri = exchange.getRequestURI();
      if (uri.getPath().startsWith(SESSIONS)) {
        carryOn(exchange, Objects.requireNonNull(sessions.get(uri.getPath())), body);
      } else if (String.valueOf(uri.getQuery()).contains("uploadType=resumable")) {
        begin(exchange, body);
      } else {
        answer(exchange, pass(exchange, body));
      }
    }
  }

  private void begin(HttpExchange exchange, byte[] metadata) throws IOException {
    String path = SESSIONS + numbers.incrementAndGet();
    sessions.put(
        path,
        new UploadSession(
            exchange.getRequestURI().toString().replace("=resumable", "=multipart"), metadata));
    String seenFromOutside = "http://" + exchange.getRequestHeaders().getFirst("Host");
    exchange.getResponseHeaders().add("Location", seenFromOutside + path);
    exchange.sendResponseHeaders(200, -1);
  }

  private void carryOn(HttpExchange exchange, UploadSession session, byte[] part)
      throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Content-Range");
    synchronized (session) {
      if (session.takeAndSeeWhetherAllIsThere(range, part) && session.result().isEmpty()) {
        session.finish(post(session));
      }
      Optional<HttpResponse<byte[]>> result = session.result();
      if (result.isPresent()) {
        answer(exchange, result.get());
        return;
      }
      if (session.length() > 0) {
        exchange.getResponseHeaders().add("Range", "bytes=0-" + (session.length() - 1));
      }
      exchange.sendResponseHeaders(308, -1);
    }
  }

  private HttpResponse<byte[]> post(UploadSession session) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(ascii("--part\r\nContent-Type: application/json\r\n\r\n"));
    body.writeBytes(session.metadata());
    body.writeBytes(ascii("\r\n--part\r\n\r\n"));
    body.writeBytes(session.content());
    body.writeBytes(ascii("\r\n--part--\r\n"));
    return send(
        HttpRequest.newBuilder(URI.create(storage + session.target()))
            .header("Content-Type", "multipart/related; boundary=part")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build());
  }

  private HttpResponse<byte[]> pass(HttpExchange exchange, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(storage + exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!isOfTheConnection(name)) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return send(request.build());
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    answer
        .headers()
        .map()
        .forEach((name, values) -> {
          if (!isOfTheConnection(name)) {
            headers.put(name, values);
          }
        });
    int length = answer.body().length;
    exchange.sendResponseHeaders(answer.statusCode(), length == 0 ? -1 : length);
    exchange.getResponseBody().write(answer.body());
  }

  private static boolean isOfTheConnection(String header) {
    return OF_THE_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }
}
