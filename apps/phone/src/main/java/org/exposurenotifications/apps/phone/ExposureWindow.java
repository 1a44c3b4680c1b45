// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.exposurenotifications.core.exportfile.FileReportType;

/**
 * Up to half an hour near one person; which key it was is not told.
 *
 * @param date UTC
 * @param calibrationConfidence how well the sender's power is known, 0 to 3
 * @param scans by time
 */
public record ExposureWindow(
    LocalDate date,
    FileReportType reportType,
    int calibrationConfidence,
    List<ScanInstance> scans) {
  public ExposureWindow {
    scans = List.copyOf(scans);
  }

  /** With weight 1 at any distance. */
  public Duration weightedDuration() {
    return scans.stream().map(ScanInstance::sinceLastScan).reduce(Duration.ZERO, Duration::plus);
  }
}
