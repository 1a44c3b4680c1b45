// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.violations;

import org.exposurenotifications.core.job.JobReport;

interface SpeaksOfCore {
  JobReport report();
}
