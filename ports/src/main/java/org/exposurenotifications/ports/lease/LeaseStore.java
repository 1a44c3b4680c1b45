// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Exclusive rights that end by themselves. Time is the caller's: two callers' clocks should agree
 * within a small part of the duration. Thread-safe.
 */
public interface LeaseStore {
  /**
   * Takes the lease unless somebody holds it.
   *
   * @param name what is leased
   * @param now the lease is free if its end is not after this instant
   * @param duration from {@code now}; positive
   * @return empty if it is held; of several callers at once exactly one gets it
   */
  Optional<Lease> acquire(String name, Instant now, Duration duration);

  /** Gives the lease back early; a no-op if it ended and somebody else holds it. */
  void release(Lease lease);

  /**
   * @param fence grows with each holder of the same name
   */
  record Lease(String name, long fence) {}
}
