// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.time.Instant;
import org.exposurenotifications.ports.export.WindowStore;

/** No upload is ever under way here: each excludes the others from its beginning to its end. */
final class MemoryWindowStore implements WindowStore {
  private final State state;

  MemoryWindowStore(State state) {
    this.state = state;
  }

  @Override
  public Instant closeBefore(Instant until) {
    synchronized (state) {
      state.closedBefore = state.open(until);
      return until;
    }
  }
}
