// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.exposurenotifications.ports.PortFailure;

/**
 * {@code NAME}, or {@code NAME@VERSION}.
 *
 * @param version empty for the newest
 */
record TransitKeyName(String name, OptionalInt version) {
  private static final Pattern FORM =
      Pattern.compile("(?<name>\\w(?:[\\w.-]{0,198}\\w)?)(?:@(?<version>[1-9][0-9]{0,8}))?");

  /** Empty if no key can have this name. */
  static Optional<TransitKeyName> parse(String text) {
    Matcher match = FORM.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    String version = match.group("version");
    return Optional.of(
        new TransitKeyName(
            match.group("name"),
            version == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(version))));
  }

  /** The name of a key to be made, or to be used in all its versions. */
  static PortFailure refused(String text) {
    return new PortFailure.Permanent(
        "'"
            + text
            + "' cannot name a key in Vault: use up to 200 letters, digits, dots, dashes and"
            + " underscores, with a letter, digit or underscore at both ends",
        null);
  }
}
