// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.io.InputStream;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;

record MemoryBlob(BlobAttributes attributes, long length, InputStream content) implements Blob {
  @Override
  public void close() {}
}
