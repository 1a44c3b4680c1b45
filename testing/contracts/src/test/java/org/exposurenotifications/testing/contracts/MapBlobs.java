// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobContent;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;

/** A blob store in order, to be broken by those who extend it. */
class MapBlobs implements BlobStore {
  final Map<BlobName, Entry> objects = new ConcurrentHashMap<>();

  @Override
  public void put(BlobName name, BlobAttributes attributes, BlobContent content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      content.writeTo(out);
    } catch (IOException e) {
      throw new PortFailure.Transient("cannot write", e);
    }
    objects.put(name, new Entry(attributes, Bytes.of(out.toByteArray())));
  }

  @Override
  public Optional<Blob> open(BlobName name) {
    return Optional.ofNullable(objects.get(name)).map(MapBlobs::opened);
  }

  @Override
  public void delete(BlobName name) {
    objects.remove(name);
  }

  private static Blob opened(Entry entry) {
    InputStream content = new ByteArrayInputStream(entry.bytes.toByteArray());
    return new Open(entry.attributes, entry.bytes.length(), content);
  }

  record Entry(BlobAttributes attributes, Bytes bytes) {}

  private record Open(BlobAttributes attributes, long length, InputStream content) implements Blob {
    @Override
    public void close() {}
  }
}
