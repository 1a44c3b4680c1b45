// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobContent;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.keys.SigningKeys;
import org.exposurenotifications.ports.secrets.SecretStore;

/** A platform whose blob store fails when it is told to. Thread-safe. */
final class FailingBlobs implements Platform, BlobStore {
  private final Platform platform;
  private final AtomicInteger goodPuts = new AtomicInteger(Integer.MAX_VALUE);
  private final Set<BlobName> archives = ConcurrentHashMap.newKeySet();
  private volatile Callable<?> afterPut = () -> "nothing";
  private volatile int goodBytes;

  FailingBlobs(Platform platform) {
    this.platform = platform;
  }

  /** Fails after so many objects, in the middle of the next and at every later one. */
  void failAfter(int objects, int bytes) {
    goodBytes = bytes;
    goodPuts.set(objects);
  }

  /** Does something after each archive that was written. */
  void afterPut(Callable<?> action) {
    afterPut = action;
  }

  /** The archives written so far. */
  Set<BlobName> archives() {
    return Set.copyOf(archives);
  }

  void heal() {
    goodPuts.set(Integer.MAX_VALUE);
  }

  @Override
  public void put(BlobName name, BlobAttributes attributes, BlobContent content) {
    if (goodPuts.getAndDecrement() > 0) {
      platform.blobs().put(name, attributes, content);
      if (name.name().endsWith(".zip")) {
        archives.add(name);
        call(afterPut);
      }
    } else {
      platform.blobs().put(name, attributes, out -> content.writeTo(new FullDisk(out, goodBytes)));
    }
  }

  private static void call(Callable<?> action) {
    try {
      var _ = action.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public Optional<Blob> open(BlobName name) {
    return platform.blobs().open(name);
  }

  @Override
  public void delete(BlobName name) {
    platform.blobs().delete(name);
  }

  @Override
  public BlobStore blobs() {
    return this;
  }

  @Override
  public SecretStore secrets() {
    return platform.secrets();
  }

  @Override
  public SigningKeys signingKeys() {
    return platform.signingKeys();
  }

  @Override
  public KeyEncryption keyEncryption() {
    return platform.keyEncryption();
  }

  @Override
  public List<String> check() {
    return platform.check();
  }

  @Override
  public void close() {
    platform.close();
  }

  /** Has room for so many bytes and no more. */
  private static final class FullDisk extends FilterOutputStream {
    private int room;

    FullDisk(OutputStream out, int room) {
      super(out);
      this.room = room;
    }

    @Override
    public void write(int b) throws IOException {
      if (room-- <= 0) {
        throw new PortFailure.Transient("the disk is full", null);
      }
      out.write(b);
    }
  }
}
