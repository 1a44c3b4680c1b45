// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** Answers in the place of Vault, or passes requests on to it. */
final class TestFront implements AutoCloseable {
  /** Where nobody answers: connections are refused at once. */
  static final URI NOBODY = URI.create("http://127.0.0.1:9");

  private final Optional<URI> behind;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  private volatile Script script = _ -> Optional.empty();
  private volatile UnaryOperator<String> rewriting = UnaryOperator.identity();

  record Request(String method, String path, String token, String namespace, String body) {}

  record Answer(int status, String body) {}

  interface Script {
    /** Empty to pass the request on. */
    Optional<Answer> answer(Request request) throws IOException;
  }

  private TestFront(Optional<URI> behind) throws IOException {
    this.behind = behind;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  static TestFront alone(Script script) throws IOException {
    TestFront front = new TestFront(Optional.empty());
    front.script = script;
    return front;
  }

  static TestFront before(URI vault) throws IOException {
    return new TestFront(Optional.of(vault));
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void answer(Script newScript) {
    script = newScript;
  }

  void rewrite(UnaryOperator<String> bodies) {
    rewriting = bodies;
  }

  /** Those whose path begins so. */
  List<Request> requests(String path) {
    return requests.stream().filter(request -> request.path().startsWith(path)).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              header(exchange, "X-Vault-Token"),
              header(exchange, "X-Vault-Namespace"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      requests.add(request);
      Optional<Answer> scripted = script.answer(request);
      Answer answer = scripted.isPresent() ? scripted.get() : pass(request);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  private Answer pass(Request request) throws IOException {
    HttpRequest.Builder passed =
        HttpRequest.newBuilder(behind.orElseThrow().resolve(request.path()))
            .method(
                request.method(),
                HttpRequest.BodyPublishers.ofString(rewriting.apply(request.body())));
    if (!request.token().isEmpty()) {
      passed.header("X-Vault-Token", request.token());
    }
    try {
      HttpResponse<String> response =
          client.send(passed.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }
}
