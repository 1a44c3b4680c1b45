// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.keys;

import org.exposurenotifications.ports.Bytes;

/**
 * Authenticated encryption of small data, such as data keys, under keys that never leave the
 * platform. A name stands for all versions of a key; it is rotated, and destroyed, by the
 * platform's own means. Thread-safe.
 */
public interface KeyEncryption {
  /** Makes the key unless it is there; idempotent. */
  void ensure(String keyName);

  /**
   * Seals.
   *
   * @param plaintext at most 4,096 bytes
   * @param associatedData has to be given again, unchanged, to decrypt; not itself in the result
   * @return different each time
   * @throws org.exposurenotifications.ports.PortFailure.Permanent if there is no such key, or it
   *     was destroyed or disabled
   */
  Bytes encrypt(String keyName, Bytes plaintext, Bytes associatedData);

  /**
   * Opens what {@link #encrypt} made, under the key's current or an earlier version.
   *
   * @throws org.exposurenotifications.ports.PortFailure.Permanent if there is no such key, or it
   *     was destroyed or disabled, or the ciphertext or the associated data is not what it was
   */
  Bytes decrypt(String keyName, Bytes ciphertext, Bytes associatedData);
}
