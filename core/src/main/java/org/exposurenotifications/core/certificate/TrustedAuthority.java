// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import com.google.crypto.tink.PublicKeyVerify;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.config.HealthAuthority;

/**
 * A registered authority, its keys ready to verify. Keys that are not P-256 count as absent.
 *
 * <p>Immutable, to be made once per load of the configuration. Thread-safe.
 */
public final class TrustedAuthority {
  private final String issuer;
  private final String audience;
  private final List<ReadyKey> keys;

  private TrustedAuthority(String issuer, String audience, List<ReadyKey> keys) {
    this.issuer = issuer;
    this.audience = audience;
    this.keys = keys;
  }

  public static TrustedAuthority of(HealthAuthority authority) {
    List<ReadyKey> keys =
        authority.keys().stream()
            .flatMap(key ->
                P256
                    .verifier(key.publicKeyPem())
                    .map(verifier -> new ReadyKey(key, verifier))
                    .stream())
            .toList();
    return new TrustedAuthority(authority.issuer(), authority.audience(), keys);
  }

  String issuer() {
    return issuer;
  }

  String audience() {
    return audience;
  }

  /** The first key of that version that is valid now. */
  Optional<PublicKeyVerify> verifier(String version, Instant now) {
    return keys.stream()
        .filter(ready -> ready.key.version().equals(version) && ready.key.isValidAt(now))
        .map(ReadyKey::verifier)
        .findFirst();
  }

  private record ReadyKey(HealthAuthority.Key key, PublicKeyVerify verifier) {}
}
