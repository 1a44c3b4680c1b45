// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchStore;

/** Keeps the lease of a batch for as long as there is progress. Not thread-safe. */
final class HeldLease {
  private final BatchStore batches;
  private final Batch batch;
  private final InstantSource clock;
  private final Duration duration;
  private Instant renewAt;

  /** Takes over a lease that has just begun. */
  HeldLease(
      BatchStore batches, Batch batch, InstantSource clock, Instant begun, Duration duration) {
    this.batches = batches;
    this.batch = batch;
    this.clock = clock;
    this.duration = duration;
    this.renewAt = renewAt(begun);
  }

  /**
   * Renews the lease if a sixth of it is over: every 10 seconds of a minute. Cheap, to be called
   * often.
   *
   * @throws LeaseLost if it is another's by now
   */
  void progress() {
    Instant now = clock.instant();
    if (now.isBefore(renewAt)) {
      return;
    }
    if (!batches.renew(batch, now, duration)) {
      throw new LeaseLost();
    }
    renewAt = renewAt(now);
  }

  private Instant renewAt(Instant begun) {
    return begun.plus(duration.dividedBy(6));
  }
}
