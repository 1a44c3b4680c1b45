// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.ports.secrets.SecretStore;

/**
 * Remembers secrets for a while. While the store has a passing trouble, the last value stays in
 * use; neither absence nor refusal is remembered. Callers at once cause one look-up. Thread-safe.
 */
final class SecretCache implements SecretStore {
  private final SecretStore store;
  private final Duration ttl;
  private final InstantSource clock;
  private final Map<String, Remembered> values = new ConcurrentHashMap<>();

  /**
   * @param ttl zero to ask each time
   */
  SecretCache(SecretStore store, Duration ttl, InstantSource clock) {
    this.store = store;
    this.ttl = ttl;
    this.clock = clock;
  }

  @Override
  public Optional<Secret> find(String reference) {
    Remembered known = values.get(reference);
    return known != null && isFresh(known) ? Optional.of(known.secret) : ask(reference);
  }

  private synchronized Optional<Secret> ask(String reference) {
    Remembered known = values.get(reference);
    if (known != null && isFresh(known)) {
      return Optional.of(known.secret);
    }
    try {
      Optional<Secret> found = store.find(reference);
      found.ifPresentOrElse(
          secret -> values.put(reference, new Remembered(secret, clock.instant().plus(ttl))),
          () -> values.remove(reference));
      return found;
    } catch (PortFailure.Transient trouble) {
      if (known == null) {
        throw trouble;
      }
      return Optional.of(known.secret);
    } catch (PortFailure.Permanent refusal) {
      values.remove(reference);
      throw refusal;
    }
  }

  private boolean isFresh(Remembered known) {
    return clock.instant().isBefore(known.until);
  }

  private record Remembered(Secret secret, Instant until) {}
}
