// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobContent;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.ports.secrets.SecretStore;

/** Two ports in order, on a {@link ToyServer}, to be broken by those who extend it. */
class ToyClient implements BlobStore, SecretStore {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI server;
  private final ToyRetries retries;

  ToyClient(URI server, ToyRetries retries) {
    this.server = server;
    this.retries = retries;
  }

  @Override
  public void put(BlobName name, BlobAttributes attributes, BlobContent content) {
    byte[] bytes = bytes(content);
    Optional<byte[]> _ = retries.run(name.bucket(), () -> send(putRequest(name, bytes)));
  }

  final HttpRequest putRequest(BlobName name, byte[] bytes) {
    return HttpRequest.newBuilder(address(name))
        .timeout(Duration.ofMillis(bytes.length < 1 << 20 ? 300 : 5000))
        .PUT(BodyPublishers.ofByteArray(bytes))
        .build();
  }

  @Override
  public Optional<Blob> open(BlobName name) {
    return get(name.bucket(), address(name)).map(Open::new);
  }

  @Override
  public void delete(BlobName name) {
    HttpRequest request =
        HttpRequest.newBuilder(address(name)).timeout(Duration.ofMillis(300)).DELETE().build();
    Optional<byte[]> _ = retries.run(name.bucket(), () -> send(request));
  }

  @Override
  public Optional<Secret> find(String reference) {
    return get(reference, server.resolve("/secrets/" + reference))
        .map(value -> new Secret(Bytes.of(value)));
  }

  Optional<byte[]> get(String subject, URI address) {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofMillis(300)).build();
    return retries.run(subject, () -> send(request));
  }

  static byte[] bytes(BlobContent content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      content.writeTo(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new PortFailure.Transient("cannot write", e);
    }
  }

  private URI address(BlobName name) {
    return server.resolve("/" + name);
  }

  static Optional<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() < 400) {
      return Optional.of(answer.body());
    }
    if (answer.statusCode() == 404) {
      return Optional.empty();
    }
    throw new ToyRetries.ToyRefusal(
        answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
  }

  private record Open(long length, InputStream content) implements Blob {
    Open(byte[] bytes) {
      this(bytes.length, new ByteArrayInputStream(bytes));
    }

    @Override
    public BlobAttributes attributes() {
      return BlobSteps.ZIP;
    }

    @Override
    public void close() {}
  }
}
