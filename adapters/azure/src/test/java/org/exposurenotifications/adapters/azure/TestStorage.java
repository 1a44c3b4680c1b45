// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.testing.contracts.Samples;
import org.exposurenotifications.testing.standins.Credentials;
import org.exposurenotifications.testing.standins.StandIn;

/** Azurite, with the contract's containers and nothing in them. */
final class TestStorage implements AutoCloseable {
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final StandIn azurite = StandIn.azurite();
  private final BlobServiceClient client =
      new BlobServiceClientBuilder()
          .endpoint(endpoint().toString())
          .credential(new StorageSharedKeyCredential(credentials().name(), credentials().secret()))
          .httpClient(new JdkHttpClientBuilder().build())
          .buildClient();

  URI endpoint() {
    return azurite.address().resolve("/" + credentials().name());
  }

  Optional<Secret> key() {
    return Optional.of(
        new Secret(Bytes.of(credentials().secret().getBytes(StandardCharsets.UTF_8))));
  }

  BlobServiceClient client() {
    return client;
  }

  /** For a container that nobody else has. */
  static String newName() {
    return "container-" + NAMES.incrementAndGet();
  }

  void empty() {
    client.listBlobContainers().forEach(each -> client.deleteBlobContainer(each.getName()));
    client.createBlobContainer(Samples.BUCKET);
    client.createBlobContainer(Samples.OTHER_BUCKET);
  }

  private Credentials credentials() {
    return azurite.credentials();
  }

  @Override
  public void close() {
    azurite.close();
  }
}
