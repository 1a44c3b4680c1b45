// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.PublicAccessType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.testing.contracts.Samples;
import org.junit.jupiter.api.Test;

/** Phones know an object's name and address, and nothing of how it came there. */
final class AzureBlobNameTest {
  private static final List<String> NAMES =
      List.of("us/index.txt", "a b", "a%20b", "a%2Fb", "a/b", "a+b", "100%", "q?x=1#f", "ü/日本.zip");

  @Test
  void anObjectIsAtTheAddressOfItsName() throws Exception {
    try (TestStorage storage = new TestStorage();
        HttpClient http = HttpClient.newHttpClient()) {
      storage
          .client()
          .createBlobContainerWithResponse(Samples.BUCKET, null, PublicAccessType.BLOB, null);
      put(storage);
      assertThat(storage.client().getBlobContainerClient(Samples.BUCKET).listBlobs())
          .extracting(BlobItem::getName)
          .containsExactlyInAnyOrderElementsOf(NAMES);
      for (String name : NAMES) {
        HttpRequest request = HttpRequest.newBuilder(address(storage.endpoint(), name)).build();
        assertThat(http.send(request, BodyHandlers.ofString()).body())
            .as("at %s", request.uri())
            .isEqualTo("I am " + name);
      }
    }
  }

  private static void put(TestStorage storage) {
    AzureConfig config =
        new AzureConfig(
            storage.endpoint(),
            storage.key(),
            TestVault.NOWHERE,
            false,
            Optional.empty(),
            TestVault.RETRIES);
    try (AzurePlatform platform = TestVault.platform(config, "unused", Duration.ZERO)) {
      for (String name : NAMES) {
        platform
            .blobs()
            .put(
                new BlobName(Samples.BUCKET, name),
                new BlobAttributes("text/plain", false),
                out -> out.write(Samples.utf8("I am " + name).toByteArray()));
      }
    }
  }

  /** As anybody makes an address of a name, with the JDK alone. */
  private static URI address(URI account, String name) throws Exception {
    String path = account.getPath() + "/" + Samples.BUCKET + "/" + name;
    URI address = new URI("http", null, account.getHost(), account.getPort(), path, null, null);
    return URI.create(address.toASCIIString());
  }
}
