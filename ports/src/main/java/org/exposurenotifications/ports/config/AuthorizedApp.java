// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.config;

import java.util.Collections;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.exposurenotifications.ports.exposure.Region;

/**
 * An app that may upload keys (publish.md 3).
 *
 * @param name lower case; unique, not blank
 * @param regions where its keys are published
 * @param healthAuthorities issuers that may certify for it
 * @param bypassHealthAuthorityVerification accept its keys without a valid certificate
 * @param bypassRevisionToken let it revise without a valid token
 */
public record AuthorizedApp(
    String name,
    NavigableSet<Region> regions,
    Set<String> healthAuthorities,
    boolean bypassHealthAuthorityVerification,
    boolean bypassRevisionToken) {
  public AuthorizedApp {
    Checks.notBlank("name", name);
    name = name.toLowerCase(Locale.ROOT);
    regions = Collections.unmodifiableNavigableSet(new TreeSet<>(regions));
    healthAuthorities = Set.copyOf(healthAuthorities);
  }
}
