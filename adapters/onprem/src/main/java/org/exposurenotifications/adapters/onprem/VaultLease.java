// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.time.Duration;
import java.time.Instant;
import org.exposurenotifications.ports.secrets.Secret;

/**
 * A token, and how long it is good for.
 *
 * @param renewable whether Vault prolongs it on request
 * @param end exclusive
 */
record VaultLease(Secret token, boolean renewable, Instant begin, Instant end) {
  /** For tokens that do not end, or of which nothing is known. */
  static VaultLease endless(Secret token, Instant begin) {
    return new VaultLease(token, false, begin, Instant.MAX);
  }

  static VaultLease lasting(Secret token, boolean renewable, Instant begin, Duration length) {
    return new VaultLease(token, renewable, begin, begin.plus(length));
  }

  boolean isOver(Instant now) {
    return !now.isBefore(end);
  }

  /** When two thirds have passed: early enough for a second and a third try. */
  Instant renewal() {
    return begin.plus(Duration.between(begin, end).multipliedBy(2).dividedBy(3));
  }
}
