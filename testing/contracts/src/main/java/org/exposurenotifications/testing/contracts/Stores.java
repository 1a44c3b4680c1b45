// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

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

/** All stores of one database. */
public record Stores(
    ExposureStore exposures,
    WindowStore windows,
    BatchStore batches,
    BatchKeys batchKeys,
    ExportFileStore exportFiles,
    ConfigurationStore configuration,
    RevisionKeyStore revisionKeys,
    LeaseStore leases,
    StatisticsStore statistics,
    DatabaseClock clock) {}
