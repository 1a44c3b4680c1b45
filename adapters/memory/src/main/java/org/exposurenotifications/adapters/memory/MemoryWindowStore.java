// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.exposurenotifications.ports.export.HeldWindow;
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

  @Override
  public Optional<Instant> closedUntil() {
    synchronized (state) {
      return Optional.of(state.closedBefore).filter(Instant.MIN::isBefore);
    }
  }

  @Override
  public List<HeldWindow> held(Instant until) {
    return List.of();
  }

  @Override
  public int reopen(Instant now, Instant until) {
    synchronized (state) {
      Collection<PlannedBatch> batches = state.batches.values();
      int before = batches.size();
      batches.removeIf(batch -> batch.end().isAfter(now) && !state.hasFiles(batch));
      state.plans++;
      Instant covered =
          Stream.concat(Stream.of(until), batches.stream().map(PlannedBatch::end))
              .max(Instant::compareTo)
              .orElse(until);
      if (covered.isBefore(state.closedBefore)) {
        state.closedBefore = covered;
      }
      return before - batches.size();
    }
  }
}
