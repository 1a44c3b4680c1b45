// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import java.util.Base64;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;

/** Base64 as phones send it: any alphabet, any padding (publish.md 2.4). */
public final class TolerantBase64 {
  private TolerantBase64() {}

  /**
   * Decodes the standard or the URL alphabet, or both mixed, padded or not; line ends are skipped.
   *
   * @return empty if the text holds anything else
   */
  public static Optional<Bytes> decode(String text) {
    String body = text.substring(0, lengthWithoutPadding(text));
    if (body.indexOf('=') >= 0) {
      return Optional.empty();
    }
    String urlSafe = body.replace('+', '-').replace('/', '_').replace("\r", "").replace("\n", "");
    try {
      return Optional.of(Bytes.of(Base64.getUrlDecoder().decode(urlSafe)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static int lengthWithoutPadding(String text) {
    int length = text.length();
    while (length > 0 && text.charAt(length - 1) == '=') {
      length--;
    }
    return length;
  }
}
