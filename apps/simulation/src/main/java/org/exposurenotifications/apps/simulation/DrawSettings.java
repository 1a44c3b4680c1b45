// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.exposurenotifications.adapters.http.HttpSettings;
import org.exposurenotifications.apps.runtime.Role;
import org.exposurenotifications.apps.runtime.Settings;
import org.exposurenotifications.core.export.ExportSettings;
import org.exposurenotifications.core.job.ClockSettings;
import org.exposurenotifications.core.publish.PublishSettings;
import org.exposurenotifications.core.retention.RetentionSettings;
import org.exposurenotifications.core.token.TokenSettings;
import org.exposurenotifications.ports.Bytes;

/** Makes up settings. Times are short, so that a world of days sees retention at work. */
final class DrawSettings {
  private DrawSettings() {}

  /**
   * @param neglected nobody cleans up: keys are kept for as short as can be, so that this shows
   */
  static Settings of(Dice dice, int faultOneIn, boolean neglected) {
    Duration window = Duration.ofMinutes(dice.of("window").pick(List.of(60, 60, 30)));
    // where calls seldom fail, everything is exported long before
    int shortest = faultOneIn == 0 || faultOneIn > 100 ? 2 : 4;
    Duration ttl = Duration.ofDays(neglected ? shortest : dice.of("ttl").between(shortest, 5));
    Duration maxAge = neglected ? Duration.ofDays(1) : PublishSettings.DEFAULT.maxAge();
    Duration withdrawn = ttl.minusDays(neglected ? 1 : dice.of("withdrawn").below(2));
    return new Settings(
        Set.of(Role.values()),
        publish(window, maxAge, dice.of("partial").oneIn(3)),
        new TokenSettings("token-key", Bytes.of(new byte[] {1, 2}), 28, Duration.ofMinutes(1)),
        export(dice, window, withdrawn),
        new RetentionSettings(ttl, maxAge, Duration.ofMinutes(10), true),
        ClockSettings.DEFAULT,
        HttpSettings.DEFAULT);
  }

  private static PublishSettings publish(Duration window, Duration maxAge, boolean allowPartial) {
    PublishSettings usual = PublishSettings.DEFAULT;
    return new PublishSettings(
        usual.maxKeys(),
        usual.maxSameStartKeys(),
        maxAge,
        window,
        usual.maxSymptomOnsetDays(),
        usual.maxValidOnsetReportDays(),
        usual.defaultOnsetDaysAgo(),
        false,
        allowPartial,
        Optional.empty(),
        usual.authorizedAppCache(),
        usual.verificationCache());
  }

  private static ExportSettings export(Dice dice, Duration window, Duration retention) {
    return new ExportSettings(
        window,
        Duration.ofSeconds(dice.of("age").pick(List.of(2, 2, 600, 7200))),
        dice.of("padding").pick(List.of(0, 8, 20)),
        dice.of("range").below(5),
        dice.of("records").pick(List.of(10, 30, 500)),
        retention,
        Duration.ofSeconds(dice.of("timeout").pick(List.of(30, 300))),
        0);
  }
}
