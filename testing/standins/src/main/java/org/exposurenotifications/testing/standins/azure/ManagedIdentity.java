// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins.azure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The endpoint where a container of Azure asks for tokens of its identity, after the public
 * reference of version 2019-08-01. It knows one resource, Key Vault.
 */
public final class ManagedIdentity implements AutoCloseable {
  private static final String HEADER = "header-of-the-identity";

  private final HttpServer server;

  private ManagedIdentity(HttpServer server) {
    this.server = server;
  }

  public static ManagedIdentity start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/token", ManagedIdentity::answer);
      server.start();
      return new ManagedIdentity(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What Azure sets in the environment of the container. */
  public Map<String, String> variables() {
    return Map.of(
        "IDENTITY_ENDPOINT",
        "http://127.0.0.1:" + server.getAddress().getPort() + "/token",
        "IDENTITY_HEADER",
        HEADER);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean entitled =
          List.of(HEADER)
                  .equals(exchange.getRequestHeaders().getOrDefault("X-IDENTITY-HEADER", List.of()))
              && exchange.getRequestURI().getQuery().contains("resource=https://vault.azure.net");
      byte[] body =
          (entitled
                  ? "{\"access_token\":\"%s\",\"expires_on\":\"4102444800\",\"resource\":\"%s\",\"token_type\":\"Bearer\"}"
                      .formatted(KeyVaultService.TOKEN, "https://vault.azure.net")
                  : "{\"statusCode\":400,\"message\":\"no such identity\"}")
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(entitled ? 200 : 400, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
