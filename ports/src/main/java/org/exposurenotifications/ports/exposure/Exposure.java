// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.exposure;

import java.time.Instant;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * An accepted key with everything that is stored of it at first.
 *
 * @param regions where it is published; an unmodifiable copy
 * @param traveler whether the person was in other regions too
 * @param healthAuthority issuer of the verified certificate; absent if none was verified
 * @param createdAt beginning of the publish window that it belongs to, never the exact time; in the
 *     future for a key that is still in use (publish.md 5.2)
 */
public record Exposure(
    TemporaryExposureKey key,
    Diagnosis diagnosis,
    NavigableSet<Region> regions,
    boolean traveler,
    Optional<String> healthAuthority,
    Instant createdAt) {
  public Exposure {
    regions = Collections.unmodifiableNavigableSet(new TreeSet<>(regions));
  }
}
