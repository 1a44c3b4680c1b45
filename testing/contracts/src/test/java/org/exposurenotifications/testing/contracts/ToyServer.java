// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** Keeps whatever is put at a path. */
final class ToyServer implements AutoCloseable {
  final Map<String, byte[]> content = new ConcurrentHashMap<>();
  private final boolean keepsParts;
  private final HttpServer server;

  /**
   * @param keepsParts whether it keeps what came of a request that was cut
   */
  ToyServer(boolean keepsParts) {
    this.keepsParts = keepsParts;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    try (exchange) {
      switch (exchange.getRequestMethod()) {
        case "PUT" -> {
          keep(path, exchange);
          exchange.sendResponseHeaders(204, -1);
        }
        case "DELETE" -> {
          content.remove(path);
          exchange.sendResponseHeaders(204, -1);
        }
        case String _ -> {
          byte[] found = content.get(path);
          if (found == null) {
            exchange.sendResponseHeaders(404, -1);
          } else {
            exchange.sendResponseHeaders(200, found.length == 0 ? -1 : found.length);
            exchange.getResponseBody().write(found);
          }
        }
      }
    }
  }

  private void keep(String path, HttpExchange exchange) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      exchange.getRequestBody().transferTo(body);
    } catch (IOException e) {
      if (keepsParts) {
        content.put(path, body.toByteArray());
      }
      throw e;
    }
    content.put(path, body.toByteArray());
  }
}
