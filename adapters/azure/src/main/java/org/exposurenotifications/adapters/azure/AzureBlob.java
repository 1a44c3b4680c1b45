// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import com.azure.storage.blob.models.BlobDownloadAsyncResponse;
import com.azure.storage.blob.models.BlobDownloadHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;

/** An answer that is still being read. */
record AzureBlob(BlobAttributes attributes, long length, InputStream content) implements Blob {
  static Blob of(Attempt attempt, BlobDownloadAsyncResponse response) {
    BlobDownloadHeaders headers = response.getDeserializedHeaders();
    // blobs of somebody else's may lack them
    String type = Objects.requireNonNullElse(headers.getContentType(), "application/octet-stream");
    BlobAttributes cacheable = new BlobAttributes(type, true);
    return new AzureBlob(
        cacheable.cacheControl().equals(headers.getCacheControl())
            ? cacheable
            : new BlobAttributes(type, false),
        headers.getContentLength(),
        new FluxInputStream(attempt, response.getValue()));
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
