// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A secret's or key's name in Key Vault, and a version if one is pinned: {@code name} or {@code
 * name/version}.
 */
record VaultName(String name, Optional<String> version) {
  private static final Pattern FORM =
      Pattern.compile("([0-9a-zA-Z-]{1,127})(?:/([0-9a-fA-F]{32}))?");

  /** Empty if it is not of the form. */
  static Optional<VaultName> of(String reference) {
    Matcher parts = FORM.matcher(reference);
    return parts.matches()
        ? Optional.of(new VaultName(parts.group(1), Optional.ofNullable(parts.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return name + version.map(pinned -> "/" + pinned).orElse("");
  }
}
