// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.config.ConfigurationStore;
import org.exposurenotifications.ports.database.DatabaseClock;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.ExportFileStore;
import org.exposurenotifications.ports.export.WindowStore;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.exposure.Revision;
import org.exposurenotifications.ports.lease.LeaseStore;
import org.exposurenotifications.ports.statistics.StatisticsStore;
import org.exposurenotifications.ports.token.RevisionKeyStore;

/**
 * A database that lives and dies with the process: all stores over one state, whose every operation
 * excludes every other. Thread-safe.
 */
public final class MemoryStores {
  private final State state = new State();
  private final DatabaseClock clock;

  /** Empty, with a clock that stands still at 1970: for what does not look at the time. */
  public MemoryStores() {
    this(() -> Instant.EPOCH);
  }

  /**
   * Empty.
   *
   * @param clock what the database takes for the time
   */
  public MemoryStores(InstantSource clock) {
    this.clock = new MemoryClock(clock);
  }

  public DatabaseClock clock() {
    return clock;
  }

  public ExposureStore exposures() {
    return new MemoryExposureStore(state);
  }

  public WindowStore windows() {
    return new MemoryWindowStore(state);
  }

  public BatchStore batches() {
    return new MemoryBatchStore(state);
  }

  public BatchKeys batchKeys() {
    return new MemoryBatchKeys(state);
  }

  public ExportFileStore exportFiles() {
    return new MemoryExportFileStore(state);
  }

  public ConfigurationStore configuration() {
    return new MemoryConfigurationStore(state);
  }

  public RevisionKeyStore revisionKeys() {
    return new MemoryRevisionKeyStore(state);
  }

  public LeaseStore leases() {
    return new MemoryLeaseStore(state);
  }

  public StatisticsStore statistics() {
    return new MemoryStatisticsStore(state);
  }

  /** For tests: every key as first stored, padding included, in ascending order of its bytes. */
  public List<Exposure> storedExposures() {
    synchronized (state) {
      return state.keys.values().stream().map(StoredKey::exposure).toList();
    }
  }

  /** For tests: every revision, in ascending order of the key's bytes. */
  public List<Revision> storedRevisions() {
    synchronized (state) {
      return state.keys.values().stream()
          .map(StoredKey::revision)
          .flatMap(Optional::stream)
          .toList();
    }
  }
}
