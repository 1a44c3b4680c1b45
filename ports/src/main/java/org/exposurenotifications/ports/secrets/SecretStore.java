// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.secrets;

import java.util.Optional;

/** Holds named secrets. Thread-safe. */
public interface SecretStore {
  /**
   * Looks a secret up, in its newest version unless the reference names one.
   *
   * @param reference the platform's way to name a secret, or one version of it; neither blank nor
   *     leaving the store. Without a version it stays the same when the secret is rotated; with one
   *     it finds the same value as long as that is there
   * @return empty if there is none, or no such version, or the reference is not of the platform's
   *     form
   * @throws org.exposurenotifications.ports.PortFailure.Permanent if it was taken out of service,
   *     by disabling, destroying or deleting it, and the platform tells that from absence;
   *     otherwise it is absent. Its value is not answered either way
   */
  Optional<Secret> find(String reference);
}
