// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.time.Duration;
import java.util.Optional;
import org.exposurenotifications.ports.exposure.Region;

/** The usual settings, but for one. */
final class TestSettings {
  private static final PublishSettings USUAL = PublishSettings.DEFAULT;

  private TestSettings() {}

  static PublishSettings window(Duration window) {
    return of(window, false, false, Optional.empty());
  }

  static PublishSettings releasingSameDayKeys() {
    return of(USUAL.truncateWindow(), true, false, Optional.empty());
  }

  static PublishSettings partialRevisions() {
    return of(USUAL.truncateWindow(), false, true, Optional.empty());
  }

  static PublishSettings maxAge(Duration maxAge) {
    return new PublishSettings(
        USUAL.maxKeys(),
        USUAL.maxSameStartKeys(),
        maxAge,
        USUAL.truncateWindow(),
        USUAL.maxSymptomOnsetDays(),
        USUAL.maxValidOnsetReportDays(),
        USUAL.defaultOnsetDaysAgo(),
        false,
        false,
        Optional.empty(),
        USUAL.authorizedAppCache(),
        USUAL.verificationCache());
  }

  static PublishSettings defaultRegion(String code) {
    return of(USUAL.truncateWindow(), false, false, Optional.of(new Region(code)));
  }

  private static PublishSettings of(
      Duration window, boolean releaseSameDayKeys, boolean partial, Optional<Region> region) {
    return new PublishSettings(
        USUAL.maxKeys(),
        USUAL.maxSameStartKeys(),
        USUAL.maxAge(),
        window,
        USUAL.maxSymptomOnsetDays(),
        USUAL.maxValidOnsetReportDays(),
        USUAL.defaultOnsetDaysAgo(),
        releaseSameDayKeys,
        partial,
        region,
        USUAL.authorizedAppCache(),
        USUAL.verificationCache());
  }
}
