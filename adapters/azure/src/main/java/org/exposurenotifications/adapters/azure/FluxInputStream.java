// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.stream.Stream;
import org.exposurenotifications.ports.PortFailure;
import reactor.core.publisher.Flux;

/** Reads a response as it comes, one buffer at a time. Not thread-safe. */
final class FluxInputStream extends InputStream {
  private final Attempt attempt;
  private final Stream<ByteBuffer> response;
  private final Iterator<ByteBuffer> rest;
  private ByteBuffer current = ByteBuffer.allocate(0);

  FluxInputStream(Attempt attempt, Flux<ByteBuffer> response) {
    this.attempt = attempt;
    this.response = response.toStream(1);
    this.rest = this.response.iterator();
  }

  @Override
  public int read() throws IOException {
    return hasMore() ? Byte.toUnsignedInt(current.get()) : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!hasMore()) {
      return -1;
    }
    int count = Math.min(length, current.remaining());
    current.get(bytes, offset, count);
    return count;
  }

  private boolean hasMore() throws IOException {
    try {
      while (!current.hasRemaining() && rest.hasNext()) {
        current = rest.next();
      }
      return current.hasRemaining();
    } catch (RuntimeException e) {
      PortFailure failure = AzureFailure.of(attempt, e);
      throw new IOException(failure.getMessage(), failure);
    }
  }

  /** Drops the connection if there is more to come. */
  @Override
  public void close() {
    response.close();
    current = ByteBuffer.allocate(0);
  }
}
