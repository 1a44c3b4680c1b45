// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.s3;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Answers as it was told, whatever it is asked; the last answer again and again. */
final class ScriptedServer implements AutoCloseable {
  /**
   * An answer.
   *
   * @param announced the length that its head tells; -1 for chunks, which tell none
   */
  record Answer(int status, String body, int announced) {
    /** Whose server says 0 for chunks, and -1 for nothing. */
    long lengthForTheJdk() {
      return announced == 0 ? -1 : Math.max(0, announced);
    }

    /** Hangs up instead. */
    static final Answer NONE = new Answer(0, "", 0);

    static Answer of(int status, String body) {
      return new Answer(status, body, body.length());
    }

    /** As S3 tells an error. */
    static Answer error(int status, String code) {
      return of(
          status, "<Error><Code>%s</Code><Message>its words</Message></Error>".formatted(code));
    }
  }

  record Request(String method, String query, Headers headers) {}

  private final HttpServer server;
  private final Queue<Answer> answers;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  private ScriptedServer(HttpServer server, Queue<Answer> answers) {
    this.server = server;
    this.answers = answers;
  }

  static ScriptedServer answering(Answer... answers) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      ScriptedServer scripted = new ScriptedServer(server, new ArrayDeque<>(List.of(answers)));
      server.createContext("/", scripted::answer);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return scripted;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      requests.add(
          new Request(
              exchange.getRequestMethod(),
              String.valueOf(exchange.getRequestURI().getQuery()),
              exchange.getRequestHeaders()));
      Answer answer = next();
      if (answer.equals(Answer.NONE)) {
        return;
      }
      exchange.getResponseHeaders().add("ETag", "\"tag\"");
      exchange.getResponseHeaders().add("Content-Type", "application/xml");
      exchange.sendResponseHeaders(answer.status(), answer.lengthForTheJdk());
      exchange.getResponseBody().write(answer.body().getBytes(StandardCharsets.US_ASCII));
      exchange.getResponseBody().flush();
    }
  }

  private synchronized Answer next() {
    return answers.size() > 1 ? answers.remove() : answers.element();
  }
}
