// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem.violations;

import jakarta.inject.Inject;
import org.exposurenotifications.adapters.postgres.violations.PublicLeaseStore;
import org.exposurenotifications.core.job.JobReport;

/** Another adapter, core, and injection. */
final class KnowsTheOthers {
  final PublicLeaseStore leases;
  final JobReport report;

  @Inject
  KnowsTheOthers(PublicLeaseStore leases, JobReport report) {
    this.leases = leases;
    this.report = report;
  }
}
