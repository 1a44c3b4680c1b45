// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.hostile;

/**
 * An answer of HTTP/1.1.
 *
 * @param status 0 if the connection ended without one
 * @param text head and body
 */
record Reply(int status, String text) {
  static Reply of(String text) {
    return text.matches("(?s)HTTP/1\\.1 \\d{3}.*")
        ? new Reply(Integer.parseInt(text.substring(9, 12)), text)
        : new Reply(0, text);
  }

  /** Whether the server said that the request is wrong, or that it is busy. */
  static boolean refuses(int status) {
    return (status >= 400 && status < 500) || status == 503;
  }
}
