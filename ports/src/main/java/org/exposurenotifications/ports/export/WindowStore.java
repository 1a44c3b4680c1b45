// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.export;

import java.time.Instant;

/**
 * Closes publish windows for export, so that no key is added to a window after it was read.
 * Thread-safe.
 */
public interface WindowStore {
  /**
   * Closes every window that begins before {@code until}: what is added from now on goes into later
   * ones. Idempotent; a window never opens again. Nobody waits: neither this caller for uploads
   * under way, nor they for it.
   *
   * @return the instant before which all windows are complete: {@code until}, or the earliest
   *     window that an upload under way may still be writing to. Ask again later for the rest.
   */
  Instant closeBefore(Instant until);
}
