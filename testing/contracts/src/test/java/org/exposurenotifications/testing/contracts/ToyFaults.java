// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import java.time.Duration;
import java.util.List;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.secrets.SecretStore;
import org.junit.jupiter.api.AfterEach;

/** A toy's client, faults, and the toy's server. */
abstract class ToyFaults implements ConnectionFaultContract {
  private static final CannedReplies REPLIES =
      new CannedReplies(reply(429), reply(500), reply(403), reply(401));

  private final ToyServer server;
  private final FaultProxy proxy;
  private final ToyClient client;

  ToyFaults(ToyRetries retries) {
    this(new ToyServer(false), retries);
  }

  ToyFaults(ToyServer server, ToyRetries retries) {
    this.server = server;
    this.proxy = new FaultProxy(server.address(), REPLIES);
    this.client = client(proxy, retries);
  }

  ToyClient client(FaultProxy faults, ToyRetries retries) {
    return new ToyClient(faults.address(), retries);
  }

  @AfterEach
  void close() {
    proxy.close();
    server.close();
  }

  @Override
  public FaultSource faults() {
    return proxy;
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(2);
  }

  @Override
  public List<String> hidden() {
    return List.of("toy-token");
  }

  public SecretStore secrets() {
    return client;
  }

  public BlobStore blobs() {
    return client;
  }

  public String bucket() {
    return Samples.BUCKET;
  }

  public String plantSecret(String name, String value) {
    server.content.put("/secrets/" + name, Samples.utf8(value).toByteArray());
    return name;
  }

  private static CannedReplies.Reply reply(int status) {
    return new CannedReplies.Reply(
        status, List.of("Content-Type: text/plain"), FaultSource.VENDOR_WORDS);
  }

  abstract static class OfSecrets extends ToyFaults implements SecretFaultContract {
    OfSecrets(ToyRetries retries) {
      super(retries);
    }
  }

  abstract static class OfBlobs extends ToyFaults implements BlobFaultContract {
    OfBlobs(ToyServer server, ToyRetries retries) {
      super(server, retries);
    }
  }
}
