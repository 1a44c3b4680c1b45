// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

/** The clauses of every store. */
public interface StoresContract
    extends ExposureStoreContract,
        WindowStoreContract,
        BatchStoreContract,
        BatchKeysContract,
        ExportFileStoreContract,
        ConfigurationStoreContract,
        RevisionKeyStoreContract,
        LeaseStoreContract,
        StatisticsStoreContract,
        DatabaseClockContract {}
