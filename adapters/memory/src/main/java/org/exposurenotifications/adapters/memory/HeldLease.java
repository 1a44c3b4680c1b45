// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.time.Instant;

/** The latest lease of a name. */
record HeldLease(long fence, Instant end) {
  static final HeldLease NEVER = new HeldLease(0, Instant.MIN);
}
