// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.exposurenotifications.core.job.JobFailure;
import org.exposurenotifications.ports.database.DatabaseClock;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.WindowStore;

/**
 * Shows how far windows are closed, the horizon, and sets it back where a clock that was ahead has
 * moved it. It goes by the database's time alone.
 */
public final class RepairHorizon {
  private final WindowStore windows;
  private final BatchStore batches;
  private final DatabaseClock clock;
  private final ExportSettings settings;

  public RepairHorizon(
      WindowStore windows, BatchStore batches, DatabaseClock clock, ExportSettings settings) {
    this.windows = windows;
    this.batches = batches;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * @param now the database's time
   * @param closedUntil windows that begin before are closed; empty if none ever was
   * @param latestEnds by the export's name the end of its latest batch
   */
  public record Horizon(
      Instant now, Optional<Instant> closedUntil, Map<String, Instant> latestEnds) {
    public Horizon {
      latestEnds = Map.copyOf(latestEnds);
    }

    /** Whether windows are closed that have not begun. */
    public boolean isAhead() {
      return closedUntil.filter(now::isBefore).isPresent();
    }
  }

  /**
   * @param forgotten batches that ended in the future and had no files
   * @param after still ahead where files of the future are published
   */
  public record Repaired(int forgotten, Horizon after) {}

  public Horizon look() {
    return new Horizon(clock.now(), windows.closedUntil(), batches.planning().latestEnds());
  }

  /**
   * @throws JobFailure if the horizon is not ahead: nothing was changed
   */
  public Repaired repair() {
    Horizon before = look();
    if (!before.isAhead()) {
      throw new JobFailure(
          ("windows are closed until %s, and the database's time is %s: this is not ahead,"
                  + " nothing was changed")
              .formatted(
                  before.closedUntil().map(Instant::toString).orElse("no time"), before.now()));
    }
    Instant until =
        BatchRanges.floor(before.now().minus(settings.minWindowAge()), settings.truncateWindow());
    int forgotten = windows.reopen(before.now(), until);
    return new Repaired(forgotten, look());
  }
}
