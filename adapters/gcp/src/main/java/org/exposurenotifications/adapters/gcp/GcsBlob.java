// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.Optional;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;

/** One generation of an object, of which the first bytes are there. */
record GcsBlob(BlobAttributes attributes, long length, InputStream content) implements Blob {
  private static final int BUFFER = 64 << 10;

  /**
   * @param found tells the generation
   * @throws StorageException with 404 if that is no longer there
   */
  static Blob open(Storage storage, BlobInfo found) {
    InputStream download =
        Channels.newInputStream(
            storage.reader(
                found.getBlobId(), Storage.BlobSourceOption.shouldReturnRawInputStream(true)));
    BufferedInputStream content = new BufferedInputStream(new DownloadStream(download), BUFFER);
    try {
      // connects: from here on the bytes of this generation flow
      content.mark(1);
      content.read();
      content.reset();
    } catch (IOException e) {
      throw StorageException.translate(e);
    }
    return new GcsBlob(attributesOf(found), found.getSize(), content);
  }

  private static BlobAttributes attributesOf(BlobInfo found) {
    String type = Optional.ofNullable(found.getContentType()).orElse("application/octet-stream");
    BlobAttributes cacheable = new BlobAttributes(type, true);
    return cacheable.cacheControl().equals(found.getCacheControl())
        ? cacheable
        : new BlobAttributes(type, false);
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
