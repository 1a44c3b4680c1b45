// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.exposurenotifications.testing.standins.StandIn;
import org.exposurenotifications.testing.standins.aws.KmsServer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Secrets Manager and STS (moto), and KMS. */
final class AwsServers implements AutoCloseable {
  static final AwsBasicCredentials CREDENTIALS =
      AwsBasicCredentials.create(KmsServer.CREDENTIALS.name(), KmsServer.CREDENTIALS.secret());

  final KmsServer kms = KmsServer.start();
  private final StandIn moto = StandIn.moto();
  private final AwsClients clients = new AwsClients(config(), credentials());

  AwsConfig config() {
    return new AwsConfig(
        "eu-central-1",
        new AwsConfig.Endpoints(
            Optional.of(moto.address()), Optional.of(kms.address()), Optional.of(moto.address())),
        Duration.ofSeconds(30));
  }

  static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(CREDENTIALS);
  }

  /** For what is done at a console. */
  AwsClients clients() {
    return clients;
  }

  /** Forgets secrets and keys. */
  void reset() {
    kms.reset();
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI reset = moto.address().resolve("/moto-api/reset");
      http.send(
          HttpRequest.newBuilder(reset).POST(HttpRequest.BodyPublishers.noBody()).build(),
          HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    clients.close();
    moto.close();
    kms.close();
  }
}
