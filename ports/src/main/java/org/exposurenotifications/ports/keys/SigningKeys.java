// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.keys;

import java.util.Optional;

/**
 * The P-256 keys that sign export files (export-and-operations.md 13.3). Each version of a key is a
 * name of its own; versions are added and destroyed by the platform's own means, and one does not
 * touch the others. Thread-safe.
 */
public interface SigningKeys {
  /**
   * Looks a key up.
   *
   * @param name the platform's way to name one version of a key
   * @return empty if there is none. A version that was destroyed or disabled is absent, or refused
   *     here, or handed out and refuses to sign, each as {@link
   *     org.exposurenotifications.ports.PortFailure.Permanent}
   */
  Optional<SigningKey> find(String name);

  /**
   * Finds the key, or makes it. Idempotent: of two callers at once, both get the same key.
   *
   * @throws org.exposurenotifications.ports.PortFailure.Permanent if the name cannot be a key's
   */
  SigningKey ensure(String name);
}
