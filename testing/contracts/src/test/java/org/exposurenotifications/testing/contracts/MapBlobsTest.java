// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import org.exposurenotifications.ports.blob.BlobStore;

final class MapBlobsTest implements BlobStoreContract {
  private final BlobStore blobs = new MapBlobs();

  @Override
  public BlobStore blobs() {
    return blobs;
  }
}
