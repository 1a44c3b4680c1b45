// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import com.google.cloud.WriteChannel;
import com.google.cloud.storage.StorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Takes an object's bytes; only {@link #finish} makes them an object. */
final class UploadStream extends OutputStream {
  private final WriteChannel upload;
  private boolean broken;

  UploadStream(WriteChannel upload) {
    this.upload = upload;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    requireWhole();
    ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
    // also what the SDK throws unchecked: after either, a part may be missing
    broken = true;
    while (rest.hasRemaining()) {
      upload.write(rest);
    }
    broken = false;
  }

  /** The caller's work: who writes may not decide that all is written. */
  @Override
  public void close() {}

  /**
   * Makes the object, unless a write failed, whatever became of its exception.
   *
   * @throws StorageException as any use of the SDK
   */
  void finish() throws IOException {
    requireWhole();
    broken = true; // nothing may follow
    upload.close();
  }

  private void requireWhole() throws IOException {
    if (broken) {
      throw new IOException("an earlier write failed");
    }
  }
}
