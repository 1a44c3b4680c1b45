// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.token;

import java.time.Instant;
import java.util.List;
import org.exposurenotifications.ports.Bytes;

/** The wrapped data keys that seal revision tokens (publish.md 6.6). Thread-safe. */
public interface RevisionKeyStore {
  /** Every key that may still open tokens, newest first; the first one seals. */
  List<WrappedKey> allowed();

  /**
   * Adds a key unless an allowed one exists; of several callers at once exactly one adds.
   *
   * @return what {@link #allowed()} answers afterwards
   */
  List<WrappedKey> createFirst(Bytes wrappedKey, Bytes associatedData, Instant createdAt);

  /** Adds a key, which becomes the newest. */
  WrappedKey create(Bytes wrappedKey, Bytes associatedData, Instant createdAt);

  /** Forgets a key for good: its bytes are erased. A no-op if it is gone. */
  void destroy(long id);

  /**
   * @param id names the key inside tokens; never used again
   * @param wrappedKey the data key as encrypted by the platform's key encryption
   * @param associatedData what it was encrypted with
   */
  record WrappedKey(long id, Bytes wrappedKey, Bytes associatedData, Instant createdAt) {}
}
