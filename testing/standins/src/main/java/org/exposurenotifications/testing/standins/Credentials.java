// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins;

/**
 * What a stand-in asks of its clients; made up at each start.
 *
 * @param name a user, an account or an access key; empty where there is none
 * @param secret in the form that the vendor's client takes: a token, or a key in base64; empty
 *     where there is none
 */
public record Credentials(String name, String secret) {
  static final Credentials NONE = new Credentials("", "");
}
