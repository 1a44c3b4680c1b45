// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.exposure.ReportType;

/** What phones have to meet, in the order of publish.md 5. */
final class PhoneRules {
  private PhoneRules() {}

  static RuleSet of(PublishSettings settings, Optional<ReportType> reportType, SymptomOnset onset) {
    List<KeyRule> each = new ArrayList<>();
    each.add(new DropUndecodableKeys());
    each.add(new DropKeysOfWrongLength());
    each.add(new DropInvalidPeriods());
    each.add(new DropOldKeys(settings.maxAge()));
    each.add(new DropFutureKeys());
    if (!settings.releaseSameDayKeys()) {
      each.add(new AdjustWindowOfKeysInUse());
    }
    each.add(new DropInvalidRisks());
    each.add(new AdjustUnknownRisks(reportType));
    each.add(new AdjustDaysSinceOnset(onset));
    each.add(new DropKeysFarFromOnset(settings.maxSymptomOnsetDays()));
    return new RuleSet(
        List.of(new RejectKeyCount(settings.maxKeys())),
        each,
        List.of(new RejectOverlaps(), new RejectCrowdedStarts(settings.maxSameStartKeys())));
  }
}
