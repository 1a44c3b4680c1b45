// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins.azure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A server in this JVM that keeps a record, and fails when it is told to. */
public final class HttpsStandIn implements AutoCloseable {
  /** What it does when nothing is to fail. */
  public interface Service {
    Answer answer(String method, URI uri, Map<String, List<String>> headers, byte[] body);
  }

  /**
   * @param status 0 to close the connection without an answer
   */
  public record Answer(int status, Map<String, String> headers, String body) {}

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Answer> faults = new ConcurrentLinkedQueue<>();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Service service;
  private final HttpsServer server;
  private volatile @Nullable Answer always;

  public HttpsStandIn(Service service) {
    this.service = service;
    try {
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setHttpsConfigurator(new HttpsConfigurator(TestTls.CONTEXT));
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** {@code https://localhost:PORT}. */
  public URI address() {
    return URI.create("https://localhost:" + server.getAddress().getPort());
  }

  /** Method and path of every request, without its query. */
  public List<String> log() {
    return log;
  }

  /** The next request that is authorized fails so; several faults come one after the other. */
  public void failNext(Answer fault) {
    faults.add(fault);
  }

  /** All requests that are authorized fail so. */
  public void failAlways(Answer fault) {
    always = fault;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Answer answer = answer(exchange, body);
      if (answer.status() == 0) {
        return; // the connection closes without an answer
      }
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
      boolean silent = text.length == 0 || exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(answer.status(), silent ? -1 : text.length);
      if (!silent) {
        exchange.getResponseBody().write(text);
      }
    }
  }

  private Answer answer(HttpExchange exchange, byte[] body) {
    URI uri = exchange.getRequestURI();
    log.add(exchange.getRequestMethod() + " " + uri.getPath());
    if (exchange.getRequestHeaders().containsKey("Authorization")) {
      @Nullable Answer fault = faults.poll();
      if (fault == null) {
        fault = always;
      }
      if (fault != null) {
        return fault;
      }
    }
    return service.answer(exchange.getRequestMethod(), uri, exchange.getRequestHeaders(), body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
