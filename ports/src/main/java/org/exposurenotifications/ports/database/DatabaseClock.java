// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.database;

import java.time.Instant;

/** The clock that all processes of an installation share. Thread-safe. */
@FunctionalInterface
public interface DatabaseClock {
  /** The time as the database sees it; never before an answer that was given earlier. */
  Instant now();
}
