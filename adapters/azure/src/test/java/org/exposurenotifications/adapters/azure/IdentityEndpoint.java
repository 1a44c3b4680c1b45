// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A managed identity's endpoint, as App Service and Container Apps document theirs. */
final class IdentityEndpoint implements AutoCloseable {
  static final String HEADER = "853b9a84-5bfa-4b22-a3f3-0b9a43d9ad8a";
  static final String TOKEN = "eyJ0eXAi.canary.of-the-endpoint";

  /** The query of each request that had the right header. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  private final HttpServer server;

  IdentityEndpoint() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/msi/token", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/msi/token";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean known = HEADER.equals(exchange.getRequestHeaders().getFirst("X-IDENTITY-HEADER"));
      if (known) {
        asked.add(exchange.getRequestURI().getRawQuery());
      }
      byte[] body =
          (known
                  ? """
                  {"access_token": "%s", "expires_on": "%d", "token_type": "Bearer",
                   "resource": "https://ossrdbms-aad.database.windows.net",
                   "client_id": "5e29463d-71da-4fe0-8e69-999b57db23b0"}
                  """
                      .formatted(TOKEN, Instant.now().plus(Duration.ofHours(24)).getEpochSecond())
                  : "{}")
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(known ? 200 : 401, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
