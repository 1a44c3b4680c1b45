// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import com.azure.storage.blob.models.BlobDownloadAsyncResponse;
import com.azure.storage.blob.models.DeleteSnapshotsOptionType;
import com.azure.storage.blob.models.DownloadRetryOptions;
import com.azure.storage.blob.specialized.BlockBlobAsyncClient;
import java.io.IOException;
import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobContent;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;

/** Objects as block blobs; a bucket is a container. */
final class AzureBlobStore implements BlobStore {
  private final AzureClients clients;
  private final AzureRequests requests;
  private final AzureConfig config;
  private final int blockSize;

  /**
   * @param blockSize of an upload's memory, in bytes
   */
  AzureBlobStore(AzureClients clients, AzureRequests requests, AzureConfig config, int blockSize) {
    this.clients = clients;
    this.requests = requests;
    this.config = config;
    this.blockSize = blockSize;
  }

  @Override
  public void put(BlobName name, BlobAttributes attributes, BlobContent content) {
    Attempt attempt = attempt("store", name, "Storage Blob Data Contributor");
    BlockUpload upload =
        new BlockUpload(requests, attempt, () -> client(name), attributes, blockSize);
    try {
      content.writeTo(upload);
    } catch (IOException e) {
      throw new PortFailure.Transient("could not " + attempt.what() + ": its content broke", e);
    }
    upload.commit();
  }

  /** One answer holds one version. If it breaks off the reader is told, and may open it again. */
  @Override
  public Optional<Blob> open(BlobName name) {
    Attempt attempt = attempt("open", name, "Storage Blob Data Reader");
    DownloadRetryOptions once = new DownloadRetryOptions().setMaxRetryRequests(0);
    return requests
        .find(attempt, () -> client(name).downloadStreamWithResponse(null, once, null, false))
        .map((BlobDownloadAsyncResponse response) -> AzureBlob.of(attempt, response));
  }

  @Override
  public void delete(BlobName name) {
    Attempt attempt = attempt("delete", name, "Storage Blob Data Contributor");
    requests.find(
        attempt, () -> client(name).deleteWithResponse(DeleteSnapshotsOptionType.INCLUDE, null));
  }

  private BlockBlobAsyncClient client(BlobName name) {
    return clients
        .blobs()
        .getBlobContainerAsyncClient(name.bucket())
        .getBlobAsyncClient(name.name())
        .getBlockBlobAsyncClient();
  }

  private Attempt attempt(String verb, BlobName name, String role) {
    return new Attempt(
        verb + " " + name,
        config.accountKey().isPresent()
            ? "the current key of the storage account"
            : "the role " + role + " on the container " + name.bucket(),
        "create the container " + name.bucket());
  }
}
