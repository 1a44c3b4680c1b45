// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.exposurenotifications.core.export.ExportSettings;
import org.exposurenotifications.core.job.ClockSettings;
import org.exposurenotifications.core.publish.PublishSettings;
import org.exposurenotifications.core.retention.RetentionSettings;
import org.exposurenotifications.core.token.TokenSettings;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.Region;

/**
 * Reads the server's settings, with the names and defaults of publish.md 15.2 and
 * export-and-operations.md 18.2.
 */
public final class SettingsReader {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int ANY = Integer.MAX_VALUE;

  private final Environment environment;

  public SettingsReader(Environment environment) {
    this.environment = environment;
  }

  /**
   * Reads what the roles need; what is wrong is noted in the environment.
   *
   * @param bindAddress where to listen if the environment does not say
   * @param port likewise
   */
  public Settings read(Set<Role> roles, String bindAddress, int port) {
    boolean publishes = roles.contains(Role.PUBLISH);
    return new Settings(
        roles,
        publish(),
        publishes ? token() : new TokenSettings("", Bytes.empty(), 0, Duration.ZERO),
        export(),
        retention(),
        clock(),
        new HttpSettingsReader(environment).read(roles, bindAddress, port));
  }

  /** How far the clock may be from the database's, for commands that need no other setting. */
  public ClockSettings clock() {
    return new ClockSettings(
        environment.duration("MAX_CLOCK_SKEW", ClockSettings.DEFAULT.maxSkew(), SECOND));
  }

  private PublishSettings publish() {
    PublishSettings fallback = PublishSettings.DEFAULT;
    return new PublishSettings(
        environment.number("MAX_KEYS_ON_PUBLISH", fallback.maxKeys(), 1, 1000),
        environment.number("MAX_SAME_START_INTERVAL_KEYS", fallback.maxSameStartKeys(), 1, 1000),
        maxAge(),
        truncateWindow(),
        environment.number("MAX_SYMPTOM_ONSET_DAYS", fallback.maxSymptomOnsetDays(), 1, 1000),
        environment.number(
            "MAX_VALID_SYMPTOM_ONSET_REPORT_DAYS", fallback.maxValidOnsetReportDays(), 1, 1000),
        environment.number(
            "DEFAULT_SYMPTOM_ONSET_DAYS_AGO", fallback.defaultOnsetDaysAgo(), 0, 1000),
        environment.flag("DEBUG_RELEASE_SAME_DAY_KEYS"),
        environment.flag("ALLOW_PARTIAL_REVISIONS"),
        environment.parsed(
            "DEFAULT_REGION", Optional.empty(), "a region code such as US", SettingsReader::region),
        environment.duration(
            "AUTHORIZED_APP_CACHE_DURATION", fallback.authorizedAppCache(), Duration.ZERO),
        environment.duration(
            "VERIFICATION_CACHE_DURATION", fallback.verificationCache(), Duration.ZERO));
  }

  private static Optional<Optional<Region>> region(String text) {
    try {
      return Optional.of(Optional.of(new Region(text)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private TokenSettings token() {
    Duration most = Duration.ofHours(1);
    Duration cache =
        environment.duration("REVISION_KEY_CACHE_DURATION", Duration.ofMinutes(1), Duration.ZERO);
    if (cache.compareTo(most) > 0) {
      environment.problem("REVISION_KEY_CACHE_DURATION", "has to be at most 60m", cache);
    }
    return new TokenSettings(
        environment.required(
            "REVISION_TOKEN_KEY_ID",
            "name the platform's key that wraps the keys of revision tokens, for example"
                + " system/revision-token"),
        environment.base64(
            "REVISION_TOKEN_AAD",
            "set it to 32 random bytes, for example from: openssl rand -base64 32"),
        environment.number("REVISION_TOKEN_MIN_LENGTH", 28, 1, 1000),
        cache);
  }

  /** How batches are planned and written. */
  public ExportSettings export() {
    ExportSettings fallback = ExportSettings.DEFAULT;
    return new ExportSettings(
        truncateWindow(),
        environment.duration("MIN_WINDOW_AGE", fallback.minWindowAge(), Duration.ZERO),
        environment.number("EXPORT_FILE_MIN_RECORDS", fallback.minRecords(), 0, 1_000_000),
        environment.number("EXPORT_FILE_PADDING_RANGE", fallback.paddingRange(), 0, 1_000_000),
        environment.number("EXPORT_FILE_MAX_RECORDS", fallback.maxRecords(), 1, ANY),
        ttl(),
        environment.duration("WORKER_TIMEOUT", fallback.workerTimeout(), SECOND),
        environment.number("REPROCESS_COUNT", fallback.reprocessCount(), 0, ANY));
  }

  private RetentionSettings retention() {
    RetentionSettings fallback = RetentionSettings.DEFAULT;
    boolean allowShortTtl = environment.flag("DEBUG_OVERRIDE_CLEANUP_MIN_DURATION");
    Duration ttl = ttl();
    if (!allowShortTtl && ttl.compareTo(RetentionSettings.MINIMUM_TTL) < 0) {
      environment.problem(
          "CLEANUP_TTL",
          "is below 240h, so phones that were off could miss keys; set it to 240h or more, or for a"
              + " test set DEBUG_OVERRIDE_CLEANUP_MIN_DURATION=true",
          ttl);
    }
    return new RetentionSettings(
        ttl,
        maxAge(),
        environment.duration("CLEANUP_TIMEOUT", fallback.timeout(), SECOND),
        allowShortTtl);
  }

  private Duration truncateWindow() {
    return environment.wholeSeconds(
        "TRUNCATE_WINDOW", PublishSettings.DEFAULT.truncateWindow(), SECOND);
  }

  private Duration maxAge() {
    return environment.duration(
        "MAX_INTERVAL_AGE_ON_PUBLISH", PublishSettings.DEFAULT.maxAge(), SECOND);
  }

  private Duration ttl() {
    return environment.duration("CLEANUP_TTL", RetentionSettings.DEFAULT.ttl(), SECOND);
  }
}
