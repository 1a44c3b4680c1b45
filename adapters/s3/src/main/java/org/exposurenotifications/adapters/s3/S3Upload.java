// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.s3;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Takes an object's bytes, and keeps a part of them at most. Closed without {@link #finish}, it
 * leaves nothing behind.
 */
final class S3Upload extends OutputStream {
  /** Of at most 10,000 parts, S3's limit, so that objects end at 78 GB. */
  static final int PART_BYTES = 8 << 20;

  private final S3Object object;
  private final List<CompletedPart> parts = new ArrayList<>();
  private byte[] part = new byte[64 << 10];
  private int filled;
  private @Nullable String openUpload;

  S3Upload(S3Object object) {
    this.object = object;
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int end = offset + length;
    for (int from = offset; from < end; ) {
      if (filled == PART_BYTES) {
        sendPart();
      }
      int taken = Math.min(end - from, PART_BYTES - filled);
      makeRoomFor(filled + taken);
      System.arraycopy(bytes, from, part, filled, taken);
      filled += taken;
      from += taken;
    }
  }

  /** Makes what was written the object. */
  void finish() {
    if (openUpload == null) {
      object.put(part, filled);
    } else {
      object.complete(sendPart(), parts);
      openUpload = null;
    }
  }

  @Override
  public void close() {
    String abandoned = openUpload;
    if (abandoned != null) {
      openUpload = null;
      object.abort(abandoned);
    }
  }

  /** Returns the upload that it belongs to. */
  private String sendPart() {
    String upload = openUpload == null ? object.begin() : openUpload;
    openUpload = upload;
    parts.add(object.putPart(upload, parts.size() + 1, part, filled));
    filled = 0;
    return upload;
  }

  private void makeRoomFor(int length) {
    if (length > part.length) {
      part = Arrays.copyOf(part, Math.min(PART_BYTES, Math.max(length, 2 * part.length)));
    }
  }
}
