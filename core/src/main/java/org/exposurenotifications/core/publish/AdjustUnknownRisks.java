// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.util.Optional;
import org.exposurenotifications.ports.exposure.ReportType;

/** Where the phone named no transmission risk, the report type tells (publish.md 4.4). */
record AdjustUnknownRisks(Optional<ReportType> reportType) implements KeyRule {
  @Override
  public Verdict judge(DraftKey key, Arrival arrival) {
    return new Verdict.Keep(
        key.transmissionRisk() == 0
            ? key.withTransmissionRisk(reportType.map(AdjustUnknownRisks::risk).orElse(0))
            : key);
  }

  private static int risk(ReportType reportType) {
    return switch (reportType) {
      case CONFIRMED -> 2;
      case LIKELY -> 4;
      case NEGATIVE -> 6;
      case USER_REPORT -> 0;
    };
  }
}
