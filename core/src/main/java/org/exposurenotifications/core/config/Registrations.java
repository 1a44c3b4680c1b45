// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.config;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.exposurenotifications.core.certificate.TrustedAuthority;
import org.exposurenotifications.ports.config.AuthorizedApp;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.ConfigurationStore;
import org.exposurenotifications.ports.config.HealthAuthority;

/**
 * The registered apps and authorities, as of a moment ago (publish.md 3, 4.2).
 *
 * <p>One load serves both, and unknown names as well as known ones, so that a caller of unknown
 * names causes no load. Thread-safe.
 */
public final class Registrations {
  private static final Cached.Patience PATIENCE = new Cached.Patience(Duration.ofSeconds(5), 64);

  private final Cached<Snapshot> cache;
  private final Duration appMaxAge;
  private final Duration authorityMaxAge;

  /**
   * @param background runs loads, which block as long as the store does
   * @param appMaxAge within which a change of apps is seen while the store works and requests come
   *     steadily; in any case within twice that
   * @param authorityMaxAge likewise of authorities
   */
  public Registrations(
      ConfigurationStore store, Executor background, Duration appMaxAge, Duration authorityMaxAge) {
    this.cache = new Cached<>((_, _) -> Snapshot.of(store.load()), background, PATIENCE);
    this.appMaxAge = appMaxAge;
    this.authorityMaxAge = authorityMaxAge;
  }

  /**
   * Finds an app.
   *
   * @param name in any letter case
   * @throws org.exposurenotifications.ports.PortFailure if the store had to be asked and failed
   * @throws StillLoading if the store had to be asked and takes too long
   */
  public Optional<AuthorizedApp> app(String name, Instant now) {
    return Optional.ofNullable(cache.get(appMaxAge, now).apps().get(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * Finds an authority.
   *
   * @param issuer exactly as in certificates
   * @throws org.exposurenotifications.ports.PortFailure if the store had to be asked and failed
   * @throws StillLoading if the store had to be asked and takes too long
   */
  public Optional<TrustedAuthority> authority(String issuer, Instant now) {
    return Optional.ofNullable(cache.get(authorityMaxAge, now).authorities().get(issuer));
  }

  private record Snapshot(
      Map<String, AuthorizedApp> apps, Map<String, TrustedAuthority> authorities) {
    static Snapshot of(Configuration configuration) {
      return new Snapshot(
          configuration.authorizedApps().stream()
              .collect(Collectors.toUnmodifiableMap(AuthorizedApp::name, Function.identity())),
          configuration.healthAuthorities().stream()
              .collect(
                  Collectors.toUnmodifiableMap(HealthAuthority::issuer, TrustedAuthority::of)));
    }
  }
}
