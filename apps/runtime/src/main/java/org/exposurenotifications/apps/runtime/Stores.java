// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import org.exposurenotifications.ports.config.ConfigurationStore;
import org.exposurenotifications.ports.database.DatabaseClock;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.ExportFileStore;
import org.exposurenotifications.ports.export.WindowStore;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.lease.LeaseStore;
import org.exposurenotifications.ports.statistics.StatisticsStore;
import org.exposurenotifications.ports.token.RevisionKeyStore;

/** Every store of one database. */
public record Stores(
    ExposureStore exposures,
    StatisticsStore statistics,
    WindowStore windows,
    BatchStore batches,
    BatchKeys batchKeys,
    ExportFileStore exportFiles,
    ConfigurationStore configuration,
    RevisionKeyStore revisionKeys,
    LeaseStore leases,
    DatabaseClock clock) {
  /** The same, but told the time by another clock: where time is moved. */
  public Stores withClock(DatabaseClock other) {
    return new Stores(
        exposures,
        statistics,
        windows,
        batches,
        batchKeys,
        exportFiles,
        configuration,
        revisionKeys,
        leases,
        other);
  }
}
