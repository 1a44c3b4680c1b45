// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import org.exposurenotifications.ports.export.BatchStore;

/** The clauses of {@link BatchStore}. */
public interface BatchStoreContract
    extends BatchPlanContract,
        BatchLeaseContract,
        BatchOrderContract,
        BatchSealContract,
        BatchProgressContract,
        PaddingContract {}
