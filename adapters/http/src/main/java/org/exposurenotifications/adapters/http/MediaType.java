// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.util.regex.Pattern;

/** Reads {@code Content-Type} (RFC 9110, section 8.3). */
final class MediaType {
  /** The longest value that is looked at, in characters. */
  private static final int LONGEST = 200;

  private static final String TOKEN = "[!#-'*+.^_`|~0-9A-Za-z-]++";
  private static final String QUOTED = "\"(?:[\t !#-\\[\\]-~]|\\\\[\t -~])*+\"";
  private static final String UTF_8 = "charset=(?:utf-8|\"utf-8\")(?=[\t ;]|$)";
  private static final String OTHER = "(?!charset=)" + TOKEN + "=(?:" + TOKEN + "|" + QUOTED + ")";

  private static final Pattern JSON =
      Pattern.compile(
          "application/json(?:[\t ]*+;[\t ]*+(?:" + UTF_8 + "|" + OTHER + ")?+)*+",
          Pattern.CASE_INSENSITIVE);

  private MediaType() {}

  /**
   * Whether it is {@code application/json} in any letter case. It may have parameters, but no
   * charset other than UTF-8.
   */
  static boolean isJson(String contentType) {
    return contentType.length() <= LONGEST && JSON.matcher(contentType).matches();
  }
}
