// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import java.time.Instant;
import java.util.Optional;

/** Finds an authority by its issuer. */
@FunctionalInterface
public interface AuthorityLookup {
  /**
   * @param issuer as in the certificate, believed by nobody yet
   */
  Optional<TrustedAuthority> find(String issuer, Instant now);
}
