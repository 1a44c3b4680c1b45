// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

/** A body that is not what it should be; the reason is for the client, and holds no value of it. */
final class MalformedJson extends Exception {
  private final String reason;

  MalformedJson(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
