// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.secrets;

import java.util.Optional;

/** Holds named secrets. Thread-safe. */
public interface SecretStore {
  /**
   * Looks a secret up, in its newest version unless the reference names one.
   *
   * @param reference the platform's way to name a secret; neither blank nor leaving the store
   * @return empty if there is none, or the reference is not of the platform's form
   */
  Optional<Secret> find(String reference);
}
