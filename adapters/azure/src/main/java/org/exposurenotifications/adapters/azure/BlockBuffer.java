// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import com.azure.core.util.BinaryData;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** A block on its way to Azure; its memory grows with what is written. Not thread-safe. */
final class BlockBuffer {
  private static final int SMALLEST = 1 << 14;

  private final int blockSize;
  private byte[] bytes;
  private int length;

  /**
   * @param blockSize in bytes, more than 0
   */
  BlockBuffer(int blockSize) {
    this.blockSize = blockSize;
    this.bytes = new byte[Math.min(SMALLEST, blockSize)];
  }

  boolean isFull() {
    return length == blockSize;
  }

  /** Takes as many bytes as fit, and tells how many these were. */
  int write(byte[] from, int offset, int count) {
    int taken = Math.min(count, blockSize - length);
    makeRoom(length + taken);
    System.arraycopy(from, offset, bytes, length, taken);
    length += taken;
    return taken;
  }

  void clear() {
    length = 0;
  }

  /** What was written; valid until the buffer is written to again. */
  BinaryData content() {
    return BinaryData.fromByteBuffer(ByteBuffer.wrap(bytes, 0, length));
  }

  /** The id of the content as a block at a position: of one length for all, as Azure asks. */
  String id(int position) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return Base64.getEncoder()
          .encodeToString(ByteBuffer.allocate(36).putInt(position).put(digest.digest()).array());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private void makeRoom(int needed) {
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(blockSize, Math.max(needed, 2 * bytes.length)));
    }
  }
}
