// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.blob;

import java.util.Optional;

/**
 * Keeps published objects. Thread-safe.
 *
 * <p>Minimal on purpose: each method is paid for by each adapter.
 */
public interface BlobStore {
  /**
   * Creates the object, or replaces it whole.
   *
   * <p>Readers see the old object or the new one, never a mixture and never a part. When {@code
   * content} throws, the store is as before and the exception passes through (an {@code
   * IOException} of the store's own stream as {@link org.exposurenotifications.ports.PortFailure}).
   * Of two writers at once, one wins whole.
   *
   * @param content called once; memory does not grow with what it writes
   */
  void put(BlobName name, BlobAttributes attributes, BlobContent content);

  /**
   * Opens the object for reading.
   *
   * @return empty if there is none, or no such bucket, or the store cannot keep an object of that
   *     name; otherwise to be closed by the caller
   */
  Optional<Blob> open(BlobName name);

  /** Removes the object; removing an absent one, or from an absent bucket, is a no-op. */
  void delete(BlobName name);
}
