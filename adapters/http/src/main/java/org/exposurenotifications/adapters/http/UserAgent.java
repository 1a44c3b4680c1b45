// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.util.Locale;
import org.exposurenotifications.ports.statistics.ClientPlatform;

/** What a client says about itself (publish.md 2.7). */
final class UserAgent {
  private UserAgent() {}

  static ClientPlatform platformOf(String userAgent) {
    String text = userAgent.toLowerCase(Locale.ROOT);
    if (text.contains("android")) {
      return ClientPlatform.ANDROID;
    }
    boolean ios =
        text.contains("iphone") || (text.contains("bluetoothd") && text.contains("cfnetwork"));
    return ios ? ClientPlatform.IOS : ClientPlatform.UNKNOWN;
  }
}
