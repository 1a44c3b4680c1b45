// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.exposurenotifications.testing.standins.Credentials;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * KMS's JSON 1.1 protocol as AWS documents it, over keys in memory. Requests have to be signed. It
 * fails on demand, and then for other services of the protocol as well.
 */
public final class KmsServer implements AutoCloseable {
  /** Access key id and secret access key that it takes, and no others. */
  public static final Credentials CREDENTIALS = new Credentials("AKIDEXAMPLE", "its-secret-half");

  private final HttpServer server;
  private final List<String> actions = new CopyOnWriteArrayList<>();
  private final Map<String, Failure> failures = new ConcurrentHashMap<>();
  private volatile KmsKeyring keyring = new KmsKeyring();

  private record Failure(AtomicInteger times, KmsError error) {}

  private KmsServer(HttpServer server) {
    this.server = server;
  }

  public static KmsServer start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      KmsServer kms = new KmsServer(server);
      server.createContext("/", kms::answer);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return kms;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code http://127.0.0.1:PORT}. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Forgets keys, failures and actions. */
  public void reset() {
    keyring = new KmsKeyring();
    failures.clear();
    actions.clear();
  }

  /** Answers the action with that error so many times. */
  public void fail(String action, int times, int status, String type) {
    failures.put(action, new Failure(new AtomicInteger(times), new KmsError(status, type)));
  }

  /** Those asked for, in order. */
  public List<String> actions() {
    return List.copyOf(actions);
  }

  /** How many keys can be used. */
  public long enabledKeys() {
    return keyring.enabledKeys();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      try {
        send(exchange, 200, answer(exchange, body));
      } catch (KmsError e) {
        send(exchange, e.status(), e.body());
      } catch (GeneralSecurityException e) {
        send(exchange, 500, new KmsError(500, "KMSInternalException").body());
      }
    }
  }

  private String answer(HttpExchange exchange, byte[] body) throws GeneralSecurityException {
    String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
    String action = target.substring(target.indexOf('.') + 1);
    actions.add(action);
    RequestSignature.check(exchange, body, CREDENTIALS);
    Failure failure = failures.get(action);
    if (failure != null && failure.times().getAndDecrement() > 0) {
      throw failure.error();
    }
    return keyring.answer(action, JsonNode.parser().parse(new ByteArrayInputStream(body)));
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
