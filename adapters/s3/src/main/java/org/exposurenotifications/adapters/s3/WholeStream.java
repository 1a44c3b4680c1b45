// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Fails if the other ends before the announced length: a lost connection is no end. */
final class WholeStream extends InputStream {
  private final InputStream in;
  private final long length;
  private long position;

  WholeStream(InputStream in, long length) {
    this.in = in;
    this.length = length;
  }

  boolean isAtItsEnd() {
    return position == length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] into, int offset, int wanted) throws IOException {
    int count = in.read(into, offset, wanted);
    if (count < 0 && position < length) {
      throw new EOFException("ended after " + position + " of " + length + " bytes");
    }
    position += Math.max(count, 0);
    return count;
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }
}
