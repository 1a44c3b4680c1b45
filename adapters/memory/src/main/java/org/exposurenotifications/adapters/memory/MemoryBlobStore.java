// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobContent;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;

final class MemoryBlobStore implements BlobStore {
  private final Map<BlobName, Stored> objects = new ConcurrentHashMap<>();

  @Override
  public void put(BlobName name, BlobAttributes attributes, BlobContent content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      content.writeTo(out);
    } catch (IOException e) {
      throw new PortFailure.Transient("cannot write object " + name, e);
    }
    objects.put(name, new Stored(attributes, out.toByteArray()));
  }

  @Override
  public Optional<Blob> open(BlobName name) {
    return Optional.ofNullable(objects.get(name)).map(Stored::open);
  }

  @Override
  public void delete(BlobName name) {
    objects.remove(name);
  }

  private static final class Stored {
    private final BlobAttributes attributes;
    private final byte[] bytes;

    Stored(BlobAttributes attributes, byte[] bytes) {
      this.attributes = attributes;
      this.bytes = bytes;
    }

    Blob open() {
      return new MemoryBlob(attributes, bytes.length, new ByteArrayInputStream(bytes));
    }
  }
}
