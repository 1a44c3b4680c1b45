// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.export;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Closes publish windows for export, so that no key is added to a window after it was read.
 * Thread-safe.
 */
public interface WindowStore {
  /**
   * Closes every window that begins before {@code until}: what is added from now on goes into later
   * ones. Idempotent; a window opens again by {@link #reopen} only. Nobody waits: neither this
   * caller for uploads under way, nor they for it.
   *
   * @return the instant before which all windows are complete: {@code until}, or the earliest
   *     window that an upload under way may still be writing to. Ask again later for the rest.
   */
  Instant closeBefore(Instant until);

  /** The instant before which all windows are closed; empty if none ever was. */
  Optional<Instant> closedUntil();

  /** The windows that begin before {@code until} and are still being written to, earliest first. */
  List<HeldWindow> held(Instant until);

  /**
   * Repairs what a clock that was ahead has done. Windows that begin at or after {@code until} open
   * again, but for those that a batch covers which stays. Batches that end after {@code now} and
   * have no files are forgotten, so that they are planned again when they are due; keys stay where
   * they are. All or nothing. A no-op for windows if they are closed no further than {@code until}.
   *
   * @param now the database's time
   * @param until not after {@code now}
   * @return how many batches were forgotten
   */
  int reopen(Instant now, Instant until);
}
