// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;

/** An open file: stays readable to its end even if the name goes to another meanwhile. */
record FileBlob(BlobAttributes attributes, long length, InputStream content) implements Blob {
  static FileBlob of(BlobAttributes attributes, FileChannel channel) throws IOException {
    return new FileBlob(attributes, channel.size(), Channels.newInputStream(channel));
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
