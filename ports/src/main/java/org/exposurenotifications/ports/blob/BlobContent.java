// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.blob;

import java.io.IOException;
import java.io.OutputStream;

/** Writes an object's bytes once, from the first to the last. */
@FunctionalInterface
public interface BlobContent {
  /**
   * @param out takes the bytes; not to be closed, and not to be used afterwards
   * @throws IOException if {@code out} threw it
   */
  void writeTo(OutputStream out) throws IOException;
}
