// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.exposurenotifications.core.publish.PublishOutcome;
import org.exposurenotifications.core.publish.PublishRequest;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.secrets.Secret;

/** A started server on a port of its own, and ways to talk to it. */
final class TestServer implements AutoCloseable {
  static final PublishOutcome ACCEPTED =
      new PublishOutcome.Accepted(Optional.of("token"), 1, List.of(), Optional.empty());

  static final int MAX_KEYS = 30;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final HttpServer server;
  private final int port;

  TestServer(HttpSettings settings, Endpoints endpoints) {
    this(settings, endpoints, new AtomicReference<>());
  }

  /** Keeps what the virtual machine failed with. */
  TestServer(
      HttpSettings settings, Endpoints endpoints, AtomicReference<VirtualMachineError> broken) {
    server =
        new HttpServer(settings, endpoints, InstantSource.system(), new Random(1), broken::set);
    server.start();
    port = server.port();
  }

  TestServer(Endpoints endpoints) {
    this(settings(), endpoints);
  }

  /** Answers every upload so, and every decoy like the upload. */
  static TestServer answering(PublishOutcome outcome) {
    return new TestServer(publishing(_ -> outcome));
  }

  static Endpoints publishing(Function<PublishRequest, PublishOutcome> publish) {
    return Endpoints.NONE.withPublishing(
        MAX_KEYS,
        publish,
        () -> publish.apply(new PublishDraft(MAX_KEYS).toRequest("", UserAgent.platformOf(""))));
  }

  /** Keeps what arrives. */
  static Endpoints keeping(AtomicReference<PublishRequest> last) {
    return publishing(request -> {
      last.set(request);
      return ACCEPTED;
    });
  }

  static HttpSettings settings() {
    return settings(HttpSettings.Limits.DEFAULT);
  }

  static HttpSettings settings(String address, int port) {
    return new HttpSettings(
        address,
        port,
        false,
        0,
        0,
        Duration.ZERO,
        false,
        false,
        Optional.empty(),
        HttpSettings.Limits.DEFAULT);
  }

  static HttpSettings settings(HttpSettings.Limits limits) {
    return new HttpSettings(
        "127.0.0.1", 0, false, 0, 0, Duration.ZERO, true, false, Optional.empty(), limits);
  }

  /** Answers to uploads leave at multiples of the quantum. */
  static HttpSettings settings(Duration quantum, int concurrentRequests) {
    HttpSettings.Limits usual = HttpSettings.Limits.DEFAULT;
    HttpSettings.Limits limits =
        new HttpSettings.Limits(
            usual.connections(),
            concurrentRequests,
            usual.headTimeout(),
            usual.bodyTimeout(),
            usual.answerTimeout(),
            usual.idleTimeout(),
            usual.stopTimeout());
    return new HttpSettings(
        "127.0.0.1", 0, false, 0, 0, quantum, true, false, Optional.empty(), limits);
  }

  static HttpSettings inMaintenance() {
    return new HttpSettings(
        "127.0.0.1",
        0,
        true,
        0,
        0,
        Duration.ZERO,
        true,
        false,
        Optional.empty(),
        HttpSettings.Limits.DEFAULT);
  }

  static HttpSettings withJobToken(String address, String token) {
    Secret secret = new Secret(Bytes.of(token.getBytes(StandardCharsets.UTF_8)));
    return withJobToken(address, () -> secret);
  }

  static HttpSettings withJobToken(String address, Supplier<Secret> token) {
    return new HttpSettings(
        address,
        0,
        false,
        0,
        0,
        Duration.ZERO,
        false,
        true,
        Optional.of(token),
        HttpSettings.Limits.DEFAULT);
  }

  /** Small limits: clients are cut off, and the server closes, within a second. */
  static HttpSettings.Limits impatient(int concurrentRequests) {
    return new HttpSettings.Limits(
        100,
        concurrentRequests,
        Duration.ofMillis(300),
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        Duration.ofMillis(500),
        Duration.ofSeconds(5));
  }

  /** Few connections, but all the time that they want. */
  static HttpSettings.Limits patient(int connections) {
    HttpSettings.Limits usual = HttpSettings.Limits.DEFAULT;
    return new HttpSettings.Limits(
        connections,
        usual.concurrentRequests(),
        Duration.ofHours(1),
        Duration.ofHours(1),
        usual.answerTimeout(),
        Duration.ofHours(1),
        usual.stopTimeout());
  }

  Reply publish(String body) {
    return post("/v1/publish", body, request -> request);
  }

  Reply decoy() {
    return post("/v1/publish", "{}", request -> request.header("X-Chaff", "1"));
  }

  Reply post(String path, String body, UnaryOperator<HttpRequest.Builder> change) {
    return send(
        path,
        request ->
            change.apply(
                request
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))));
  }

  Reply get(String path) {
    return send(path, request -> request);
  }

  Reply send(String path, UnaryOperator<HttpRequest.Builder> change) {
    HttpRequest request =
        change
            .apply(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)))
            .timeout(Duration.ofSeconds(20))
            .build();
    try {
      HttpResponse<byte[]> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(
          response.statusCode(),
          response.headers().map(),
          new String(response.body(), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return port;
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** Sends bytes as they are, and reads until the server closes. */
  String raw(String text) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
