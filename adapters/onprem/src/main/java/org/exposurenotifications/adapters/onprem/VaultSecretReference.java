// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code MOUNT/PATH}, then perhaps {@code @VERSION}, then perhaps {@code #FIELD}.
 *
 * @param mount of a KV engine of version 2; one word
 * @param version empty for the newest
 * @param field {@code value} unless the reference names one
 */
record VaultSecretReference(String mount, String path, OptionalInt version, String field) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<mount>[^/]+)/(?<path>[^@#]+)(?:@(?<version>[1-9][0-9]{0,8}))?(?:#(?<field>[^\\p{Cntrl}]+))?");

  /** Empty if the text is not of the form. */
  static Optional<VaultSecretReference> parse(String text) {
    Matcher match = FORM.matcher(text);
    if (!match.matches()
        || !match.group("mount").matches(VaultChecks.PATH)
        || !match.group("path").matches(VaultChecks.PATH)) {
      return Optional.empty();
    }
    String version = match.group("version");
    String field = match.group("field");
    return Optional.of(
        new VaultSecretReference(
            match.group("mount"),
            match.group("path"),
            version == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(version)),
            field == null ? "value" : field));
  }

  /** Where Vault answers for it. */
  String request() {
    String data = mount + "/data/" + path;
    return version.isPresent() ? data + "?version=" + version.getAsInt() : data;
  }

  /** For people. */
  String place() {
    return mount + "/" + path;
  }
}
