// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

/** A body that is not what it should be; no text of it holds a value of the body. */
final class MalformedJson extends Exception {
  private final String reason;
  private final String logged;

  MalformedJson(String reason) {
    this(reason, reason);
  }

  /**
   * @param logged the same without names that the client made up
   */
  MalformedJson(String reason, String logged) {
    super(logged);
    this.reason = reason;
    this.logged = logged;
  }

  /** For the client. */
  String reason() {
    return reason;
  }

  /** For the log. */
  String logged() {
    return logged;
  }
}
