// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

/** A part of the server that runs and scales alone. */
public enum Role {
  /** Accepts keys from phones. */
  PUBLISH,
  /** Plans batches and writes signed files. */
  EXPORT,
  /** Forgets keys, files and statistics. */
  CLEANUP
}
