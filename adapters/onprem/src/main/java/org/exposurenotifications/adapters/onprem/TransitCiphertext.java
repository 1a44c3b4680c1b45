// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code vault:vVERSION:BASE64}. Vault also takes other spellings of the same bytes. */
final class TransitCiphertext {
  private static final Pattern FORM =
      Pattern.compile("vault:v[1-9][0-9]{0,8}:(?<sealed>[A-Za-z0-9+/]+={0,2})");

  private TransitCiphertext() {}

  /** Whether this is how Vault itself spells it. */
  static boolean isWellFormed(String text) {
    Matcher match = FORM.matcher(text);
    if (!match.matches()) {
      return false;
    }
    String sealed = match.group("sealed");
    try {
      return Base64.getEncoder().encodeToString(Base64.getDecoder().decode(sealed)).equals(sealed);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
