// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.time.Instant;
import java.time.InstantSource;
import org.exposurenotifications.ports.database.DatabaseClock;

/** Tells the time of whatever clock it was given. */
final class MemoryClock implements DatabaseClock {
  private final InstantSource source;

  MemoryClock(InstantSource source) {
    this.source = source;
  }

  @Override
  public Instant now() {
    return source.instant();
  }
}
