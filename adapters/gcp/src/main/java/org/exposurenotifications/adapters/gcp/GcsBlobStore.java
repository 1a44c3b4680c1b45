// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import com.google.cloud.WriteChannel;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.StorageException;
import java.io.IOException;
import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobContent;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;

/**
 * Objects of Cloud Storage. An upload is resumable: the object appears when its last piece arrives,
 * and what is never finished is dropped by Google after a week, unseen.
 */
final class GcsBlobStore implements BlobStore {
  /** Of an upload, in memory; a multiple of 256 KiB. */
  private static final int PIECE = 2 << 20;

  /** Times that an object may be replaced between the look-up and the first byte. */
  private static final int LOOK_UPS = 20;

  private final GcpClients clients;

  GcsBlobStore(GcpClients clients) {
    this.clients = clients;
  }

  @Override
  public void put(BlobName name, BlobAttributes attributes, BlobContent content) {
    Attempt attempt =
        new Attempt(
            "store " + name,
            "the bucket " + name.bucket(),
            "storage.objects.create and, to replace, storage.objects.delete");
    BlobInfo object =
        BlobInfo.newBuilder(idOf(name))
            .setContentType(attributes.contentType())
            .setCacheControl(attributes.cacheControl())
            .build();
    try {
      // not closed when the content fails, for that would finish the object
      WriteChannel upload = clients.storage().writer(object);
      upload.setChunkSize(PIECE);
      UploadStream out = new UploadStream(upload);
      content.writeTo(out);
      out.finish();
    } catch (IOException | StorageException e) {
      throw attempt.failure(e);
    }
  }

  @Override
  public Optional<Blob> open(BlobName name) {
    Attempt attempt =
        new Attempt("open " + name, "the bucket " + name.bucket(), "storage.objects.get");
    for (int i = 0; i < LOOK_UPS; i++) {
      Optional<BlobInfo> found =
          attempt.run(() -> Optional.ofNullable(clients.storage().get(idOf(name))));
      if (found.isEmpty()) {
        return Optional.empty();
      }
      Optional<Blob> opened = attempt.find(() -> GcsBlob.open(clients.storage(), found.get()));
      if (opened.isPresent()) {
        return opened;
      }
    }
    throw new PortFailure.Transient("could not open " + name + ": it is replaced too often", null);
  }

  @Override
  public void delete(BlobName name) {
    // false if it was not there
    boolean _ =
        new Attempt("delete " + name, "the bucket " + name.bucket(), "storage.objects.delete")
            .run(() -> clients.storage().delete(idOf(name)));
  }

  private static BlobId idOf(BlobName name) {
    return BlobId.of(name.bucket(), name.name());
  }
}
