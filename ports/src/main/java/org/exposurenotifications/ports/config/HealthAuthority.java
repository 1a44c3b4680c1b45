// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.config;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who may certify diagnoses (publish.md 9).
 *
 * @param issuer as in certificates; unique, not blank
 * @param audience as in certificates; not blank
 * @param name for people; not blank
 * @param jwksUri where its keys are published, if they are
 */
public record HealthAuthority(
    String issuer, String audience, String name, Optional<URI> jwksUri, List<Key> keys) {
  public HealthAuthority {
    Checks.notBlank("issuer", issuer);
    Checks.notBlank("audience", audience);
    Checks.notBlank("name", name);
    keys = List.copyOf(keys);
  }

  /**
   * A key that signs certificates.
   *
   * @param version equal to {@code kid} in certificates; unique within the authority
   * @param from valid after this instant
   * @param thru valid before this instant; for ever if absent
   * @param publicKeyPem SubjectPublicKeyInfo of a P-256 key
   */
  public record Key(String version, Instant from, Optional<Instant> thru, String publicKeyPem) {
    public Key {
      Checks.notBlank("version", version);
    }

    public boolean isValidAt(Instant instant) {
      return from.isBefore(instant) && thru.map(instant::isBefore).orElse(true);
    }
  }
}
