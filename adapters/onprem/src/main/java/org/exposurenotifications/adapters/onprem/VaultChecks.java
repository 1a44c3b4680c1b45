// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import org.exposurenotifications.ports.secrets.Secret;

/** What may become part of a request's path or header. */
final class VaultChecks {
  private static final String WORD = "[A-Za-z0-9_.-]*[A-Za-z0-9_-][A-Za-z0-9_.-]*";

  /** Words with single slashes between them; none is {@code .} or {@code ..}. */
  static final String PATH = WORD + "(?:/" + WORD + ")*";

  private VaultChecks() {}

  /** The path without slashes at its ends. */
  static String path(String what, String text) {
    String path = text.replaceAll("^/|/$", "");
    if (!path.matches(PATH)) {
      throw new IllegalArgumentException("not a " + what + ": '" + text + "'");
    }
    return path;
  }

  /** The text of the failure does not hold the credential, as that of an HTTP client would. */
  static void credential(String what, Secret credential) {
    if (!credential.reveal().matches("[!-~]+")) {
      throw new IllegalArgumentException("a " + what + " is visible ASCII without spaces");
    }
  }
}
