// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.blob;

import java.io.IOException;
import java.io.InputStream;

/** An object opened for reading; what is read is one consistent version. Not thread-safe. */
public interface Blob extends AutoCloseable {
  BlobAttributes attributes();

  /** In bytes. */
  long length();

  /** The same stream on each call. */
  InputStream content();

  @Override
  void close() throws IOException;
}
